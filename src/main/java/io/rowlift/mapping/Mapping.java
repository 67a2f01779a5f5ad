package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file for DynamoDB, in the order of the file.
 *
 * @param file the file as the user named it
 * @param tables by name; at least one
 * @param entities by name; at least one
 * @param patterns by name
 */
public record Mapping(
        String file,
        Map<String, TableDesign> tables,
        Map<String, Entity> entities,
        Map<String, AccessPattern> patterns) {

    /**
     * A question that the application will ask.
     *
     * @param name for messages
     * @param table the table of the mapping
     * @param index the index to ask, or null for the table itself
     * @param query conditions by key attribute, partition first
     * @param sql the same question for the source, with {@code :name} parameters, or null
     * @param location where it stands
     */
    public record AccessPattern(
            String name,
            String table,
            @Nullable String index,
            Map<String, Condition> query,
            @Nullable String sql,
            Location location) {}

    /**
     * A condition on a key attribute.
     *
     * @param operator how the attribute is compared
     * @param operand a template whose variables are parameters of the pattern
     */
    public record Condition(Operator operator, Template operand) {

        /** Comparisons that DynamoDB allows on keys. Written {@code { beginsWith: "ORDER#" }}; a bare text is EQUALS. */
        public enum Operator {
            EQUALS,
            BEGINS_WITH,
            LESS,
            LESS_OR_EQUAL,
            GREATER,
            GREATER_OR_EQUAL
        }
    }
}
