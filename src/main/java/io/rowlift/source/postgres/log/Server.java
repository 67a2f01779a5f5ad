package io.rowlift.source.postgres.log;

import io.rowlift.problem.RowliftException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.postgresql.PGProperty;

/**
 * Connections to the server that writes the log: beside those that read rows, because what is kept for a capture is made
 * and removed by them.
 *
 * @param url without credentials
 * @param properties the driver's, credentials included
 * @param failing words a failed statement
 * @param connecting words a failed connection
 */
record Server(
        String url,
        Properties properties,
        Function<SQLException, RowliftException> failing,
        Function<SQLException, RowliftException> connecting) {

    /** Something to do with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Does something on a connection of its own, each statement committed. */
    <T> T with(Work<T> work) {
        Connection connection;
        try {
            connection = connect();
        } catch (SQLException e) {
            throw connecting.apply(e);
        }
        try (connection) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failing.apply(e);
        }
    }

    /** Does something on a connection of its own, for callers that overcome what fails. */
    <T> T attempt(Work<T> work) throws SQLException {
        try (Connection connection = connect()) {
            return work.on(connection);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    /** Opens a session that speaks the replication protocol; texts are the same whatever server and locale prefer. */
    Connection replication() throws SQLException {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty(PGProperty.REPLICATION.getName(), "database");
        own.setProperty(PGProperty.PREFER_QUERY_MODE.getName(), "simple");
        own.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION.getName(), "14");
        own.setProperty(
                PGProperty.OPTIONS.getName(),
                "-c DateStyle=ISO,YMD -c TimeZone=UTC -c IntervalStyle=iso_8601 -c extra_float_digits=3"
                        + " -c bytea_output=hex -c wal_sender_timeout=60s");
        return DriverManager.getConnection(url, own);
    }

    /** Returns rows of texts. */
    static List<List<String>> rows(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>(columns);
                    for (int i = 1; i <= columns; i++) {
                        String text = result.getString(i);
                        row.add(text == null ? "" : text);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    /** Returns the one value of a query. */
    static String value(Connection connection, String sql, Object... parameters) throws SQLException {
        return rows(connection, sql, parameters).get(0).get(0);
    }
}
