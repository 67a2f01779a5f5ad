package io.rowlift.mapping;

import io.rowlift.mapping.Template.Literal;
import io.rowlift.mapping.Template.Part;
import io.rowlift.mapping.Template.Variable;
import io.rowlift.mapping.TextTemplate.Filled;
import io.rowlift.mapping.TextTemplate.Fixed;
import io.rowlift.mapping.TextTemplate.Piece;
import io.rowlift.mapping.TextTemplate.Use;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resolves a template's names and chooses the forms of its values. */
final class TemplateCompiler {

    /** Formats that take whatever can stand in a template without one. */
    private static final Set<Format.Kind> ANY_TYPE = Set.of(Format.Kind.SHARD, Format.Kind.ESCAPE, Format.Kind.RAW);

    private final Lookup lookup;
    private final String subject;
    private final Use use;
    private final Template template;
    private final Set<Integer> delimiters;

    private TemplateCompiler(Lookup lookup, String subject, Use use, Template template) {
        this.lookup = lookup;
        this.subject = subject;
        this.use = use;
        this.template = template;
        this.delimiters = delimiters(template).codePoints().boxed().collect(Collectors.toSet());
    }

    /**
     * Compiles a template.
     *
     * @param subject the attribute it makes, for example {@code key "PK"}
     * @return null after a report
     */
    static @Nullable TextTemplate compile(Lookup lookup, String subject, Use use, Template template) {
        return new TemplateCompiler(lookup, subject, use, template).compile();
    }

    /** Returns the characters that end a variable: the first one of each literal that follows one. */
    static String delimiters(Template template) {
        StringBuilder delimiters = new StringBuilder();
        for (int i = 1; i < template.parts().size(); i++) {
            if (template.parts().get(i) instanceof Literal literal) {
                delimiters.appendCodePoint(literal.text().codePointAt(0));
            }
        }
        return delimiters.toString();
    }

    private @Nullable TextTemplate compile() {
        List<Piece> pieces = new ArrayList<>();
        List<Part> parts = template.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Literal literal) {
                pieces.add(new Fixed(literal.text()));
            } else if (parts.get(i) instanceof Variable variable) {
                String next = i + 1 < parts.size() && parts.get(i + 1) instanceof Literal l ? l.text() : null;
                Filled filled = filled(variable, next);
                if (filled != null) {
                    pieces.add(filled);
                }
            }
        }
        return pieces.size() == parts.size() ? new TextTemplate(pieces.toArray(Piece[]::new), use) : null;
    }

    private @Nullable Filled filled(Variable variable, @Nullable String next) {
        Operand operand = lookup.operand(variable.reference(), subject, template.location());
        if (operand == null) {
            return null;
        }
        TextForm form = FormattedText.of(operand, variable.formats(), use != Use.ATTRIBUTE, delimiters);
        if (form == null) {
            reportMisfit(operand, variable.formats());
            return null;
        }
        boolean checked = use != Use.ATTRIBUTE && next != null && !safe(operand, variable.formats(), next);
        return new Filled(operand, form, part(variable), checked ? next : null);
    }

    private String part(Variable variable) {
        return use == Use.ATTRIBUTE
                ? "part \"" + variable.reference() + "\" of " + subject
                : "key part \"" + variable.reference() + "\" of " + subject.substring(subject.indexOf('"'));
    }

    private boolean safe(Operand operand, List<Format> formats, String next) {
        if (formats.stream().anyMatch(format -> format.kind() == Format.Kind.RAW)) {
            return true;
        }
        Language language = Language.of(operand, formats, CharClass.of(delimiters(template)));
        return language.fixedWidth() || !language.alphabet().contains(next.charAt(0));
    }

    private void reportMisfit(Operand operand, List<Format> formats) {
        String column = "column \"" + operand.name() + "\" (" + operand.declared() + ")";
        Format first = formats.isEmpty() ? null : formats.get(0);
        if (first == null || ANY_TYPE.contains(first.kind())) {
            lookup.report(
                    template.location(), subject + ": " + column + " cannot stand in a template", remedy(operand));
        } else {
            lookup.report(
                    template.location(),
                    subject + ": format \"" + first + "\" does not fit " + column,
                    "it " + FormattedText.takes(first.kind()));
        }
    }

    private static String remedy(Operand operand) {
        Type type = operand.type();
        if (type instanceof Type.Bytes) {
            return "write {" + operand.name() + "|hex} or {" + operand.name() + "|base64}";
        }
        if (type instanceof Type.Real) {
            return "compute a column that casts it to numeric";
        }
        return "name what is meant in a computed column, or write one item per element with each";
    }
}
