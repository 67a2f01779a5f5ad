package io.rowlift.cli.demo;

import io.rowlift.mapping.Format;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.Template;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.TargetReader.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks the access patterns of the demo's mapping, with values of the demo's shop. */
public final class DemoQueries {

    private static final Map<String, String> VALUES = Map.of(
            "user_id", "4",
            "email", "User3@Example.com",
            "order_id", "17",
            "status", "shipped",
            "created_at", "2025-08-01T00:00:00.000000Z",
            "tag", "vip",
            "product_id", "42");

    private DemoQueries() {}

    /**
     * An access pattern with what both sides answer.
     *
     * @param name the mapping's name of it
     * @param question as people write it
     * @param answer of the target
     * @param expected how many items the source's SQL counts, -1 when the mapping has none
     */
    public record Asked(String name, String question, QueryResult answer, long expected) {}

    /** Asks every pattern once. */
    public static List<Asked> ask(Mapping mapping, TargetReader target, ShopDatabase shop, int items) {
        List<Asked> asked = new ArrayList<>();
        for (AccessPattern pattern : mapping.patterns().values()) {
            List<KeyCondition> conditions = new ArrayList<>();
            pattern.query().forEach((attribute, condition) -> conditions.add(condition(attribute, condition)));
            asked.add(new Asked(
                    pattern.name(),
                    question(pattern, conditions),
                    target.query(pattern.table(), pattern.index(), conditions, items),
                    pattern.sql() == null ? -1 : shop.count(pattern.sql(), VALUES)));
        }
        return asked;
    }

    private static KeyCondition condition(String attribute, Condition condition) {
        return new KeyCondition(attribute, condition.operator(), new Value.Str(text(condition.operand())));
    }

    private static String text(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Template.Variable variable) {
                text.append(text(variable));
            }
        }
        return text.toString();
    }

    private static String text(Template.Variable variable) {
        String text = VALUES.get(variable.reference());
        if (text == null) {
            throw new IllegalArgumentException("the demo has no value for \"" + variable.reference() + "\"");
        }
        for (Format format : variable.formats()) {
            if (format.kind() != Format.Kind.LOWER) {
                throw new IllegalArgumentException("the demo does not know the format \"" + format + "\"");
            }
            text = text.toLowerCase(Locale.ROOT);
        }
        return text;
    }

    private static String question(AccessPattern pattern, List<KeyCondition> conditions) {
        List<String> parts = new ArrayList<>();
        for (KeyCondition condition : conditions) {
            String value = ((Value.Str) condition.value()).text();
            parts.add(condition.attribute() + " " + operator(condition.operator()) + " \"" + value + "\"");
        }
        return (pattern.index() == null ? "" : pattern.index() + ": ") + String.join(" and ", parts);
    }

    private static String operator(Condition.Operator operator) {
        return switch (operator) {
            case EQUALS -> "=";
            case BEGINS_WITH -> "begins with";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }
}
