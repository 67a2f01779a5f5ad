package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What DynamoDB does not allow in a table, whatever it holds. */
final class DesignLimits {

    /** Of one table; a quota that AWS raises on request, so that only tables to be created are held to it. */
    private static final int INDEXES = 20;

    /** Over all indexes of a table that name what they project. */
    private static final int PROJECTED_ATTRIBUTES = 100;

    private static final int KEY_ATTRIBUTES = 4;

    private DesignLimits() {}

    static void check(TableDesign design, Problems problems) {
        String table = "table \"" + design.name() + "\"";
        if (design.indexes().size() > INDEXES) {
            problems.add(
                    design.location(),
                    table + " has " + design.indexes().size() + " indexes, DynamoDB allows " + INDEXES,
                    "remove some, or let several questions share one index");
        }
        long projected = design.indexes().values().stream()
                .mapToLong(index -> index.projection().attributes().size())
                .sum();
        if (projected > PROJECTED_ATTRIBUTES) {
            problems.add(
                    design.location(),
                    "the indexes of " + table + " project " + projected + " attributes by name, DynamoDB allows "
                            + PROJECTED_ATTRIBUTES + " in all of them together",
                    "use project: all, or name fewer");
        }
        design.indexes().values().forEach(index -> checkKey(index, problems));
        checkTypes(design, table, problems);
    }

    private static void checkKey(Index index, Problems problems) {
        if (index.partition().isEmpty()
                || index.partition().size() > KEY_ATTRIBUTES
                || index.sort().size() > KEY_ATTRIBUTES) {
            problems.add(
                    index.location(),
                    "index \"" + index.name() + "\" has " + index.partition().size() + " partition and "
                            + index.sort().size() + " sort attributes, DynamoDB wants 1 to " + KEY_ATTRIBUTES
                            + " and 0 to " + KEY_ATTRIBUTES);
        }
    }

    private static void checkTypes(TableDesign design, String table, Problems problems) {
        Map<String, KeyType> types = new HashMap<>();
        Stream.concat(design.key().stream(), design.indexes().values().stream().flatMap(index -> index.key().stream()))
                .forEach(attribute -> {
                    KeyType other = types.putIfAbsent(attribute.name(), attribute.type());
                    if (other != null && other != attribute.type()) {
                        problems.add(design.location(), clash(table, attribute, other), "use one type everywhere");
                    }
                });
    }

    private static String clash(String table, KeyAttribute attribute, KeyType other) {
        return table + " uses key attribute \"" + attribute.name() + "\" as " + other + " and as " + attribute.type();
    }
}
