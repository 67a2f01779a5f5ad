package io.rowlift.source.jdbc;

import io.rowlift.problem.RefusedException;
import io.rowlift.schema.RowKey;
import io.rowlift.source.jdbc.Dialect.KeyColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks on the data that the columns which a mapping declares as key really tell every row from every other. */
final class DeclaredKey {

    private static final int NAMED = 5;

    private final Statements statements;
    private final Relation relation;

    DeclaredKey(Statements statements, Relation relation) {
        this.statements = statements;
        this.relation = relation;
    }

    /**
     * Reads the whole key once.
     *
     * @throws RefusedException naming the first keys that are NULL or occur more than once
     */
    void check(Connection connection) throws SQLException {
        List<KeyColumn> columns = statements.own(relation);
        String nulls = columns.stream().map(c -> c.reference() + " IS NULL").collect(Collectors.joining(" OR "));
        Query isNull = statements.keyRows(relation).add("(" + nulls + ")\nLIMIT " + NAMED);
        refuse(connection, isNull, "is NULL in part for");
        String names = columns.stream().map(KeyColumn::reference).collect(Collectors.joining(", "));
        Query twice = statements
                .keyRows(relation)
                .add("1 = 1\nGROUP BY " + names + " HAVING count(*) > 1\nORDER BY " + names + "\nLIMIT " + NAMED);
        refuse(connection, twice, "is shared by several rows for");
    }

    private void refuse(Connection connection, Query query, String finding) throws SQLException {
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
        if (!found.isEmpty()) {
            throw new RefusedException(
                    "the declared key (" + String.join(", ", relation.keyColumns()) + ") of \""
                            + relation.table().table().name() + "\" " + finding + " " + String.join(", ", found),
                    "declare columns that identify every row, or leave such rows out with where");
        }
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "NULL" : value;
    }
}
