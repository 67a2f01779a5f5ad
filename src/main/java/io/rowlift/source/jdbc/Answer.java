package io.rowlift.source.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short answers of a server, read whole. */
public final class Answer {

    private Answer() {}

    /** Makes something of a row of a result. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads the current row. */
        T of(ResultSet row) throws SQLException;
    }

    /** Runs a statement without parameters. */
    public static <T> List<T> list(Connection connection, String sql, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.of(result));
            }
            return rows;
        }
    }
}
