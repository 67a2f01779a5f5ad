package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts of all tables, read with one statement.
 *
 * @param <T> a part
 */
public final class Parts<T> {

    private final Map<TableName, List<T>> byTable = new LinkedHashMap<>();

    private Parts() {}

    /**
     * Runs a statement without parameters.
     *
     * @param sql names each part's table in its first two columns
     */
    public static <T> Parts<T> read(Connection connection, String sql, Answer.Reading<T> reading) throws SQLException {
        Parts<T> parts = new Parts<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                TableName table = new TableName(result.getString(1), result.getString(2));
                parts.byTable.computeIfAbsent(table, name -> new ArrayList<>()).add(reading.of(result));
            }
        }
        return parts;
    }

    /** Returns a table's parts in the statement's order; none for a table without. */
    public List<T> of(TableName table) {
        return byTable.getOrDefault(table, List.of());
    }

    /** Returns the tables that have parts. */
    public Iterable<TableName> tables() {
        return byTable.keySet();
    }
}
