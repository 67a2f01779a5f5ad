package io.rowlift.target.mysql;

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
 * Deletes rows and inserts them again, with foreign keys off: otherwise others would go with them, and an insert over
 * whatever has an equal unique value would change another row.
 */
final class InsertUpsert implements Upsert {

    /** Keys per statement: what a range optimiser's memory holds. */
    private static final int KEYS = 1000;

    private final String table;
    private final List<TargetColumn> key;
    private final Loader rows;
    private final Loader keys;

    InsertUpsert(TargetTable table, RowCheck check, int packet) {
        this.table = Quoted.name(table.name());
        this.key = table.key().stream()
                .map(name -> table.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        this.rows = new InsertLoader(table, check, packet);
        this.keys = new InsertLoader(table, key, row -> null, packet);
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
    public void begin(Connection connection) throws SQLException {
        set(connection, 0);
    }

    @Override
    public void put(Connection connection, RowBuffer buffer, RowBuffer keyBuffer, int from, int to)
            throws SQLException {
        remove(connection, keyBuffer, from, to);
        int sent = from;
        while (sent < to) {
            sent = rows.send(connection, buffer, sent, to);
        }
    }

    @Override
    public int remove(Connection connection, RowBuffer buffer, int from, int to) throws SQLException {
        String columns =
                key.stream().map(column -> Quoted.name(column.name())).collect(Collectors.joining(", ", "(", ")"));
        int removed = 0;
        for (int start = from; start < to; start += KEYS) {
            removed += InsertLoader.execute(
                    connection,
                    "DELETE FROM " + table + " WHERE " + columns + " IN (",
                    buffer,
                    start,
                    Math.min(to, start + KEYS),
                    ")");
        }
        return removed;
    }

    @Override
    public void end(Connection connection) throws SQLException {
        set(connection, 1);
    }

    private static void set(Connection connection, int checks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = " + checks);
        }
    }
}
