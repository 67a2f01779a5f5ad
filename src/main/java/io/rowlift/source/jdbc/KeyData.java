package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Problems;
import io.rowlift.schema.RowKey;
import io.rowlift.source.jdbc.Dialect.KeyColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks on the data what a table's definition leaves open about an entity's key. Such a check reads the whole key, so it
 * is done once as long as the source is open, however often an entity is compiled.
 */
final class KeyData {

    private static final int NAMED = 5;

    private final Set<Aggregate> proved = ConcurrentHashMap.newKeySet();

    /** Adds a problem naming the first keys that are NULL, occur more than once or read like another one. */
    void check(Connection connection, Statements statements, Relation relation, Aggregate aggregate, Problems problems)
            throws SQLException {
        if (proved.contains(aggregate)) {
            return;
        }
        Look look = new Look(connection, statements, relation);
        int before = problems.list().size();
        if (relation.key() != null && !relation.key().guaranteed()) {
            declared(look, aggregate, problems);
        }
        for (String column : relation.keyColumns()) {
            distinct(look, column, aggregate, problems);
        }
        if (problems.list().size() == before) {
            proved.add(aggregate);
        }
    }

    private static void declared(Look look, Aggregate aggregate, Problems problems) throws SQLException {
        List<KeyColumn> columns = look.statements().own(look.relation());
        String subject = aggregate.subject() + ": the declared key ("
                + String.join(", ", look.relation().keyColumns()) + ") of \""
                + look.relation().table().table().name() + "\" ";
        String remedy = "declare columns that identify every row, or leave such rows out with where";
        String nulls = columns.stream().map(c -> c.reference() + " IS NULL").collect(Collectors.joining(" OR "));
        List<String> isNull = look.keys("(" + nulls + ")");
        if (!isNull.isEmpty()) {
            problems.add(aggregate.location(), subject + "is NULL in part for " + String.join(", ", isNull), remedy);
        }
        String names = columns.stream().map(KeyColumn::reference).collect(Collectors.joining(", "));
        List<String> twice = look.keys("1 = 1\nGROUP BY " + names + " HAVING count(*) > 1\nORDER BY " + names);
        if (!twice.isEmpty()) {
            problems.add(
                    aggregate.location(),
                    subject + "is shared by several rows for " + String.join(", ", twice),
                    remedy);
        }
    }

    private static void distinct(Look look, String column, Aggregate aggregate, Problems problems) throws SQLException {
        CatalogTable table = look.relation().table();
        String twin = table.type(column).twin();
        if (twin == null) {
            return;
        }
        String reference = look.statements()
                .own(look.relation())
                .get(look.relation().keyColumns().indexOf(column))
                .reference();
        String condition = twin.replace("$", reference);
        List<String> found = look.keys("(" + condition + ")");
        if (!found.isEmpty()) {
            problems.add(
                    aggregate.location(),
                    aggregate.subject() + ": column \"" + column + "\" of table \""
                            + table.table().name()
                            + "\" is part of the key and holds values that read like another label of "
                            + table.table().column(column).orElseThrow().declared() + ", as in "
                            + String.join(", ", found),
                    "correct the rows WHERE " + twin.replace("$", column)
                            + ", or name other columns that identify every row with key: [...]");
        }
    }

    /** Where is looked. */
    private record Look(Connection connection, Statements statements, Relation relation) {

        /** Returns the first keys that satisfy the entity's condition and this one. */
        List<String> keys(String condition) throws SQLException {
            Query query = statements.keyRows(relation).add(condition + "\nLIMIT " + NAMED);
            List<String> found = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<Object> values = new ArrayList<>();
                    for (String column : relation.keyColumns()) {
                        values.add(text(relation.table().type(column).read().value(result, values.size() + 1)));
                    }
                    found.add(new RowKey(relation.keyColumns(), values).toString());
                }
            }
            return found;
        }

        private static Object text(@Nullable Object value) {
            return value == null ? "NULL" : value;
        }
    }
}
