package io.rowlift.config;

import io.rowlift.mapping.Attribute;
import io.rowlift.mapping.Attribute.As;
import io.rowlift.mapping.Attribute.Source;
import io.rowlift.mapping.Template;
import io.rowlift.problem.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code attributes} and {@code except}. */
final class AttributeSection {

    private static final String ALL = "*";

    private AttributeSection() {}

    static List<Attribute> read(Fields owner, References references) {
        return owner.elements("attributes").stream()
                .map(node -> attribute(node, references, owner.scope()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Reads the columns that {@code "*"} does not bring. */
    static List<String> except(Fields owner, List<Attribute> attributes) {
        List<String> except = owner.texts("except");
        if (except.isEmpty()) {
            return except;
        }
        Location location = owner.location("except");
        if (attributes.stream().noneMatch(Attribute.All.class::isInstance)) {
            owner.scope()
                    .report(
                            location,
                            "\"except\" has no effect without \"*\" in \"attributes\"",
                            "leave out the attributes themselves, or add \"*\"");
        }
        Set<String> seen = new HashSet<>();
        for (String column : except) {
            if (!seen.add(column)) {
                owner.scope().report(location, "\"except\" names \"" + column + "\" twice", null);
            } else if (column.contains(".") || column.equals(ALL)) {
                owner.scope()
                        .report(
                                location,
                                "\"except\" names \"" + column + "\", which \"*\" does not bring",
                                "\"*\" brings the columns of the table and the computed ones");
            }
        }
        return except;
    }

    private static @Nullable Attribute attribute(Node node, References references, Scope scope) {
        if (node instanceof Node.Block block) {
            return named(block, references, scope);
        }
        String text = Scalars.text(node, "an attribute", scope);
        if (text == null) {
            return null;
        }
        if (text.equals(ALL)) {
            return new Attribute.All(node.location());
        }
        if (text.contains("{")) {
            scope.report(
                    node.location(), "the template \"" + text + "\" has no name", "write { name: \"" + text + "\" }");
            return null;
        }
        references.check(text, node.location(), scope);
        return new Attribute.Bare(text, node.location());
    }

    private static @Nullable Attribute named(Node.Block block, References references, Scope scope) {
        if (block.entries().size() != 1) {
            Scalars.wrong(
                    block,
                    "an attribute",
                    "one name and its source",
                    "begin each attribute with a \"-\" of its own",
                    scope);
            return null;
        }
        Map.Entry<String, Node.Entry> entry =
                block.entries().entrySet().iterator().next();
        if (entry.getKey().isEmpty()) {
            scope.report(block.location(), "an attribute has an empty name", null);
        }
        Scope inner = scope.in("attribute \"" + entry.getKey() + "\"");
        Source source = source(entry.getValue().value(), references, inner);
        return source == null
                ? null
                : new Attribute.Named(entry.getKey(), source, entry.getValue().location());
    }

    private static @Nullable Source source(Node node, References references, Scope scope) {
        if (node instanceof Node.Block block) {
            return block.entries().containsKey("value")
                    ? constant(Fields.open(block, Keys.CONSTANT, scope))
                    : converted(Fields.open(block, Keys.CONVERTED, scope), references);
        }
        if (node instanceof Node.Text text && text.quoted() && !text.value().isEmpty()) {
            return template(text, references, scope);
        }
        String reference = Scalars.text(node, "the source", scope);
        if (reference == null) {
            return null;
        }
        references.check(reference, node.location(), scope);
        return new Source.Reference(reference);
    }

    private static @Nullable Source template(Node.Text text, References references, Scope scope) {
        Template template = Templates.parse(text, "template", scope);
        if (template.parts().isEmpty()) {
            return null;
        }
        if (Templates.variables(template).findAny().isEmpty()) {
            scope.report(
                    text.location(),
                    "\"" + text.value() + "\" is a template without a variable",
                    "remove the quotes if it is a column, or write { value: \"" + text.value() + "\" } for the text");
            return null;
        }
        Templates.variables(template).forEach(v -> references.checkValue(v.reference(), text.location(), scope));
        return new Source.Text(template);
    }

    private static Source constant(Fields fields) {
        As as = fields.oneOf("as", Words.TYPES, As.STRING);
        Node node = fields.node("value");
        Node.Text text = node == null ? null : Scalars.scalar(node, "\"value\"", fields.scope());
        if (node == null || text == null || (text.missing() && as == As.STRING)) {
            if (text != null) {
                fields.scope().report(text.location(), "\"value\" has no value", "write \"\" for an empty text");
            }
            return new Source.Constant("", as);
        }
        checkConstant(text, as, fields);
        return new Source.Constant(text.value(), as);
    }

    private static void checkConstant(Node.Text text, As as, Fields fields) {
        switch (as) {
            case STRING -> {}
            case NUMBER -> {
                if (!text.value().matches("[-+]?[0-9]{1,38}(\\.[0-9]{1,38})?")) {
                    Scalars.wrong(text, "\"value\"", "a number", null, fields.scope());
                }
            }
            case BOOLEAN -> Scalars.flag(text, "\"value\"", fields.scope());
            case BINARY, JSON, STRING_SET, NUMBER_SET, EPOCH_SECONDS, EPOCH_MILLIS ->
                fields.scope()
                        .report(
                                fields.location("as"),
                                "a constant is a string, a number or a boolean",
                                "compute other values as a column of the entity");
        }
    }

    private static Source converted(Fields fields, References references) {
        String column = fields.text("column");
        references.checkValue(column, fields.location("column"), fields.scope());
        return new Source.Converted(column, fields.oneOf("as", Words.TYPES, As.STRING));
    }
}
