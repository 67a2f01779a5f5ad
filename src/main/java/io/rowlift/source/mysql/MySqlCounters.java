package io.rowlift.source.mysql;

import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counters behind AUTO_INCREMENT, and MariaDB's sequences. */
final class MySqlCounters {

    private static final String COUNTERS = """
            SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.AUTO_INCREMENT, c.COLUMN_NAME, c.DATA_TYPE, c.COLUMN_TYPE
            FROM information_schema.TABLES t JOIN information_schema.COLUMNS c
              ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME AND c.EXTRA LIKE '%auto_increment%'
            WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE <> 'VIEW' ORDER BY t.TABLE_NAME""";

    private static final String SEQUENCES = """
            SELECT TABLE_NAME FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME""";

    private static final MySqlDialect DIALECT = new MySqlDialect();

    private final boolean mariaDb;

    MySqlCounters(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    List<Sequence> read(Connection connection) throws SQLException {
        List<Sequence> sequences = new ArrayList<>(Answer.list(connection, COUNTERS, MySqlCounters::counter));
        if (mariaDb) {
            List<String> selects = Answer.list(connection, SEQUENCES, r -> select(r.getString(1)));
            if (!selects.isEmpty()) {
                sequences.addAll(
                        Answer.list(connection, String.join("\nUNION ALL ", selects), MySqlCounters::sequence));
            }
        }
        return sequences;
    }

    private static Sequence counter(ResultSet r) throws SQLException {
        TableName table = new TableName(r.getString("TABLE_SCHEMA"), r.getString("TABLE_NAME"));
        String next = r.getString("AUTO_INCREMENT");
        return new Sequence(
                table,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE,
                greatest(
                        r.getString("DATA_TYPE"),
                        r.getString("COLUMN_TYPE").toLowerCase(Locale.ROOT).contains("unsigned")),
                false,
                // a counter that was never used is not told
                next == null ? BigInteger.ONE : new BigInteger(next),
                table,
                r.getString("COLUMN_NAME"));
    }

    /** What an AUTO_INCREMENT column can hold: whole numbers, and floats as long as they count in ones. */
    private static BigInteger greatest(String type, boolean unsigned) {
        int bits = switch (type) {
            case "tinyint" -> 8;
            case "smallint" -> 16;
            case "mediumint" -> 24;
            case "float" -> 25;
            case "int" -> 32;
            case "double" -> 54;
            default -> 64;
        };
        return BigInteger.TWO.pow(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
    }

    /** A sequence is a table with one row. */
    private static String select(String name) {
        return "SELECT DATABASE() AS s, '" + name.replace("\\", "\\\\").replace("'", "''")
                + "' AS n, start_value, increment, minimum_value, maximum_value, cycle_option, next_not_cached_value FROM "
                + DIALECT.quote(name);
    }

    /** Sessions take values in advance: the next one that is free for certain lies behind these. */
    private static Sequence sequence(ResultSet r) throws SQLException {
        BigInteger maximum = new BigInteger(r.getString("maximum_value"));
        BigInteger next = new BigInteger(r.getString("next_not_cached_value"));
        boolean cycle = r.getBoolean("cycle_option");
        BigInteger minimum = new BigInteger(r.getString("minimum_value"));
        if (cycle && next.compareTo(maximum) > 0) {
            next = minimum;
        } else if (cycle && next.compareTo(minimum) < 0) {
            next = maximum;
        }
        return new Sequence(
                new TableName(r.getString("s"), r.getString("n")),
                new BigInteger(r.getString("start_value")),
                new BigInteger(r.getString("increment")),
                minimum,
                maximum,
                cycle,
                next,
                null,
                null);
    }
}
