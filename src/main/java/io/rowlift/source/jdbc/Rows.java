package io.rowlift.source.jdbc;

import io.rowlift.problem.FailedException;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Selected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows out of results and brings them their children, level by level. */
final class Rows {

    /** Parents per statement that reads children: what one range optimiser's memory holds for composite keys. */
    private static final int PARENTS = 1000;

    private final Statements statements;
    private final List<String> beforeChildren;

    Rows(Statements statements, List<String> beforeChildren) {
        this.statements = statements;
        this.beforeChildren = beforeChildren;
    }

    /** Reads whole aggregates with a statement. */
    List<Row> read(Connection connection, Relation relation, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result, relation, 0));
            }
            return aggregates(connection, relation, rows);
        }
    }

    /** Reads the next rows of an open result. */
    List<Row> read(Connection connection, Relation relation, ResultSet result, int most) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            rows.add(row(result, relation, 0));
        }
        return aggregates(connection, relation, rows);
    }

    private List<Row> aggregates(Connection connection, Relation relation, List<@Nullable Object[]> roots)
            throws SQLException {
        if (!roots.isEmpty() && !relation.children().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : beforeChildren) {
                    statement.execute(sql);
                }
            }
        }
        return complete(connection, relation, roots);
    }

    private static @Nullable Object[] row(ResultSet result, Relation relation, int skip) throws SQLException {
        List<Selected> selected = relation.selected();
        @Nullable
        Object[] values =
                new @Nullable Object[selected.size() + relation.children().size()];
        for (int i = 0; i < selected.size(); i++) {
            values[i] = selected.get(i).type().read().value(result, skip + i + 1);
        }
        for (int position : relation.shape().key()) {
            if (values[position] == null) {
                throw withoutKey(relation, relation.shape().columns().get(position));
            }
        }
        return values;
    }

    /** Such a row was written after the key was checked, see {@link KeyData}. */
    private static FailedException withoutKey(Relation relation, Column column) {
        return new FailedException(
                "table \"" + relation.table().table().name() + "\": column \"" + column.name()
                        + "\" is part of the key and holds a value that is NULL or reads like another label of "
                        + column.declared(),
                "correct the row and run the same command again",
                null);
    }

    private List<Row> complete(Connection connection, Relation relation, List<@Nullable Object[]> rows)
            throws SQLException {
        int position = relation.selected().size();
        for (Embedded embedded : relation.children()) {
            Map<List<String>, List<Row>> children = children(connection, relation, rows, embedded);
            for (@Nullable Object[] row : rows) {
                row[position] = children.getOrDefault(key(relation, row), List.of());
            }
            position++;
        }
        List<Row> done = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            done.add(new Row(row));
        }
        return done;
    }

    private Map<List<String>, List<Row>> children(
            Connection connection, Relation parent, List<@Nullable Object[]> parents, Embedded embedded)
            throws SQLException {
        List<List<String>> keys =
                parents.stream().map(row -> key(parent, row)).distinct().toList();
        Map<List<String>, List<Row>> children = new LinkedHashMap<>();
        for (int from = 0; from < keys.size(); from += PARENTS) {
            List<List<String>> some = keys.subList(from, Math.min(keys.size(), from + PARENTS));
            Query query = statements.children(parent, some, embedded);
            List<List<String>> owners = new ArrayList<>();
            List<@Nullable Object[]> rows = new ArrayList<>();
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    owners.add(leadingKey(result, parent));
                    rows.add(
                            row(result, embedded.relation(), parent.keyColumns().size()));
                }
            }
            List<Row> complete = complete(connection, embedded.relation(), rows);
            for (int i = 0; i < complete.size(); i++) {
                children.computeIfAbsent(owners.get(i), owner -> new ArrayList<>())
                        .add(complete.get(i));
            }
        }
        return children;
    }

    static List<String> leadingKey(ResultSet result, Relation parent) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String column : parent.keyColumns()) {
            Object value = parent.table().type(column).read().value(result, key.size() + 1);
            key.add(KeyText.of(present(value)));
        }
        return List.copyOf(key);
    }

    private static List<String> key(Relation relation, @Nullable Object[] row) {
        List<String> key = new ArrayList<>();
        for (int position : relation.shape().key()) {
            key.add(KeyText.of(present(row[position])));
        }
        return List.copyOf(key);
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a key column is NULL");
        }
        return value;
    }
}
