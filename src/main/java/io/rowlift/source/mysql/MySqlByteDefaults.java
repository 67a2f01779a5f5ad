package io.rowlift.source.mysql;

import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defaults that are bytes. The information schema prints them as text, cut at the first byte of zero by MySQL and with a
 * question mark for every byte that is no character by MariaDB: the servers are asked for the values themselves.
 */
final class MySqlByteDefaults {

    /** A constant is printed in quotes by MariaDB, and without the mark of an expression by MySQL. */
    private static final String COLUMNS = """
            SELECT c.TABLE_NAME, c.COLUMN_NAME
            FROM information_schema.COLUMNS c JOIN information_schema.TABLES t
              ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME AND t.TABLE_TYPE <> 'VIEW'
            WHERE c.TABLE_SCHEMA = DATABASE() AND c.DATA_TYPE IN ('binary', 'varbinary') AND c.COLUMN_DEFAULT IS NOT NULL
            AND c.EXTRA NOT LIKE '%DEFAULT_GENERATED%'""";

    private static final String OF_MARIADB = " AND c.COLUMN_DEFAULT LIKE '''%'";

    private static final MySqlDialect DIALECT = new MySqlDialect();

    private final Map<String, String> digits;

    private MySqlByteDefaults(Map<String, String> digits) {
        this.digits = digits;
    }

    static MySqlByteDefaults read(Connection connection, boolean mariaDb) throws SQLException {
        Map<String, String> digits = new HashMap<>();
        List<String> questions = Answer.list(
                connection, COLUMNS + (mariaDb ? OF_MARIADB : ""), r -> question(r.getString(1), r.getString(2)));
        if (!questions.isEmpty()) {
            Answer.list(
                    connection,
                    String.join("\nUNION ALL ", questions),
                    r -> digits.put(r.getString(1) + "\n" + r.getString(2), r.getString(3)));
        }
        return new MySqlByteDefaults(digits);
    }

    /** Asks for the default of a table whether it has rows or not. */
    private static String question(String table, String column) {
        return "SELECT " + literal(table) + ", " + literal(column) + ", HEX(DEFAULT(t." + DIALECT.quote(column)
                + ")) FROM (SELECT 1 AS one) o LEFT JOIN " + DIALECT.quote(table) + " t ON FALSE";
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Returns a column's default as a literal, or null where it has none that is made of bytes. */
    @Nullable
    String of(String table, String column) {
        String hexadecimal = digits.get(table + "\n" + column);
        return hexadecimal == null ? null : "x'" + hexadecimal + "'";
    }
}
