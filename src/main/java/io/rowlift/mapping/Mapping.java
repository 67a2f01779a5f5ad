package io.rowlift.mapping;

import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.problem.Location;
import java.util.List;
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
            Location location) {

        /** Returns how DynamoDB answers the question. */
        public Kind kind(TableDesign design) {
            Index asked = index == null ? null : design.indexes().get(index);
            if (index == null && design.key().stream().allMatch(this::fixes)) {
                return Kind.GET_ITEM;
            }
            List<KeyAttribute> partition = asked == null ? List.of(design.partition()) : asked.partition();
            return partition.stream().allMatch(this::fixes) ? Kind.QUERY : Kind.SCAN;
        }

        private boolean fixes(KeyAttribute attribute) {
            Condition condition = query.get(attribute.name());
            return condition != null && condition.operator() == Condition.Operator.EQUALS;
        }

        /** How DynamoDB answers a question. */
        public enum Kind {
            /** One item by its whole key. */
            GET_ITEM,
            /** The items of one partition key. */
            QUERY,
            /** All items, each looked at: the partition key is not known. */
            SCAN
        }
    }

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
