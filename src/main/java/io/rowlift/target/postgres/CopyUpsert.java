package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.target.RowCheck;
import io.rowlift.target.jdbc.Loader;
import io.rowlift.target.jdbc.RowBuffer;
import io.rowlift.target.jdbc.Upsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sends rows through COPY to a temporary table, and from there over those that are in place. Rows in place are updated
 * and never deleted for it: others may refer to them, and go with them.
 */
final class CopyUpsert implements Upsert {

    private static final String ROWS = "pg_temp.rowlift_rows";

    private static final String KEYS = "pg_temp.rowlift_keys";

    private final String table;
    private final List<TargetColumn> columns;
    private final List<TargetColumn> key;
    private final Loader rows;
    private final Loader keys;

    CopyUpsert(TargetTable table, RowCheck check) {
        this.table = PostgresDialect.quoted(table.name());
        this.columns = table.columns();
        this.key = table.key().stream()
                .map(name -> columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        this.rows = new CopyLoader(table, columns, ROWS, check);
        this.keys = new CopyLoader(table, key, KEYS, row -> null);
    }

    @Override
    public Loader rows() {
        return rows;
    }

    @Override
    public Loader keys() {
        return keys;
    }

    @Override
    public void begin(Connection connection) {
        // nothing that outlives a statement
    }

    @Override
    public void put(Connection connection, RowBuffer buffer, RowBuffer unused, int from, int to) throws SQLException {
        String names = names(columns);
        String changes = columns.stream()
                .filter(column -> !key.contains(column))
                .map(column -> PostgresDialect.quoted(column.name()))
                .map(name -> name + " = EXCLUDED." + name)
                .collect(Collectors.joining(", "));
        through(
                connection,
                "rowlift_rows",
                names,
                rows,
                buffer,
                from,
                to,
                "INSERT INTO " + table + " (" + names
                        + ") OVERRIDING SYSTEM VALUE SELECT " + names + " FROM " + ROWS + " ON CONFLICT (" + names(key)
                        + ") DO "
                        + (changes.isEmpty() ? "NOTHING" : "UPDATE SET " + changes));
    }

    @Override
    public int remove(Connection connection, RowBuffer buffer, int from, int to) throws SQLException {
        String same = key.stream()
                .map(column -> PostgresDialect.quoted(column.name()))
                .map(name -> "t." + name + " = k." + name)
                .collect(Collectors.joining(" AND "));
        return through(
                connection,
                "rowlift_keys",
                names(key),
                keys,
                buffer,
                from,
                to,
                "DELETE FROM " + table + " t USING " + KEYS + " k WHERE " + same);
    }

    private int through(
            Connection connection,
            String temporary,
            String names,
            Loader loader,
            RowBuffer buffer,
            int from,
            int to,
            String sql)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE " + temporary + " AS SELECT " + names + " FROM " + table + " WITH NO DATA");
            loader.send(connection, buffer, from, to);
            int count = statement.executeUpdate(sql);
            statement.execute("DROP TABLE pg_temp." + temporary);
            return count;
        }
    }

    private static String names(List<TargetColumn> columns) {
        return columns.stream()
                .map(column -> PostgresDialect.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void end(Connection connection) {
        // nothing was changed
    }
}
