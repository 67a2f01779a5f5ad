package io.rowlift.mapping;

import io.rowlift.mapping.Format.Kind;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.schema.Row;
import io.rowlift.schema.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the templates of key attributes, of a table or of an index. */
record KeyCompiler(Lookup lookup, Use use) {

    /** Formats that make integers of other values. */
    private static final Set<Kind> INTEGER = Set.of(Kind.EPOCH, Kind.EPOCH_MILLIS, Kind.SHARD);

    /** Returns the attribute, or null after a report. */
    @Nullable
    KeySlot compile(KeyAttribute attribute, int maxBytes, Template template) {
        String subject = (use == Use.KEY ? "key \"" : "index \"") + attribute.name() + "\"";
        Slot.Filling filling =
                attribute.type() == KeyType.S ? text(subject, template) : single(subject, attribute, template);
        return filling == null ? null : new KeySlot(attribute.name(), maxBytes, template, filling);
    }

    private Slot.@Nullable Filling text(String subject, Template template) {
        TextTemplate text = TemplateCompiler.compile(lookup, subject, use, template);
        if (text == null) {
            return null;
        }
        return (row, element) -> {
            String filled = text.fill(row, element);
            return filled == null ? null : new Value.Str(filled);
        };
    }

    /** Numbers and bytes are not put together of parts: their template is one variable. */
    private Slot.@Nullable Filling single(String subject, KeyAttribute attribute, Template template) {
        boolean number = attribute.type() == KeyType.N;
        List<Template.Part> parts = template.parts();
        if (parts.size() != 1 || !(parts.get(0) instanceof Variable variable)) {
            lookup.report(
                    template.location(),
                    subject + " is of type " + attribute.type() + " and needs a template of one variable alone",
                    number
                            ? "write \"{column}\" with a column of whole or decimal numbers"
                            : "write \"{column}\" with a column of bytes");
            return null;
        }
        Operand operand = lookup.operand(variable.reference(), subject, template.location());
        if (operand == null) {
            return null;
        }
        if (number
                && variable.formats().size() == 1
                && INTEGER.contains(variable.formats().get(0).kind())) {
            TextTemplate text = TemplateCompiler.compile(lookup, subject, use, template);
            return text == null ? null : (row, element) -> number(text.fill(row, element));
        }
        boolean fits = number
                ? operand.type() instanceof Type.Int || operand.type() instanceof Type.Numeric
                : operand.type() instanceof Type.Bytes;
        if (!fits || !variable.formats().isEmpty()) {
            lookup.report(
                    template.location(),
                    subject + " is of type " + attribute.type() + ", which \"" + template.text() + "\" ("
                            + operand.declared() + ") does not make",
                    number
                            ? "it takes integers and decimals, or a date with epoch"
                            : "it takes bytes without a format");
            return null;
        }
        return value(operand, "key part \"" + operand.name() + "\" of \"" + attribute.name() + "\"");
    }

    private static @Nullable Value number(@Nullable String digits) {
        return digits == null ? null : new Value.Num(digits);
    }

    private Slot.Filling value(Operand operand, String part) {
        ValueForm form = ValueForms.of(operand.type());
        return (Row row, @Nullable Object element) -> {
            try {
                Object value = operand.read(row, element);
                if (value == null) {
                    return missing("is NULL");
                }
                if (value instanceof List<?>) {
                    throw new Rejection("is an array, which has no place in a key");
                }
                return value instanceof byte[] bytes && bytes.length == 0 ? missing("is empty") : form.of(value);
            } catch (Rejection e) {
                throw e.of(part);
            }
        };
    }

    private @Nullable Value missing(String what) {
        if (use == Use.KEY) {
            throw new Rejection(what);
        }
        return null;
    }
}
