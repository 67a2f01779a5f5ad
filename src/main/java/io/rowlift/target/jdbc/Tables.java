package io.rowlift.target.jdbc;

import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at the tables that are in a target. */
final class Tables {

    private Tables() {}

    static boolean exists(Connection connection, Dialect dialect, TableName table) throws SQLException {
        return !columns(connection, dialect, table).isEmpty();
    }

    /** Returns a table's columns and whether a row can be inserted without them; empty when there is no such table. */
    static Map<String, Boolean> columns(Connection connection, Dialect dialect, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(dialect.columns())) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            Map<String, Boolean> columns = new LinkedHashMap<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    columns.put(found.getString(1), found.getBoolean(2));
                }
            }
            return columns;
        }
    }

    static boolean holdsRows(Connection connection, Dialect dialect, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM " + dialect.name(table) + " LIMIT 1")) {
            return found.next();
        }
    }

    static long count(Connection connection, Dialect dialect, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM " + dialect.name(table))) {
            found.next();
            return found.getLong(1);
        }
    }
}
