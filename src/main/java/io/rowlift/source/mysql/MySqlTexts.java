package io.rowlift.source.mysql;

import io.rowlift.schema.TableName;
import io.rowlift.source.Inspection.Text;
import io.rowlift.source.jdbc.Collations;
import io.rowlift.source.jdbc.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How MySQL and MariaDB compare texts: by collations, of which most ignore something. */
final class MySqlTexts {

    private MySqlTexts() {}

    private record Column(String name, String type, String characters, String collation) {}

    static List<Text> read(Connection connection, TableName table, Set<String> wanted) throws SQLException {
        List<Text> texts = new ArrayList<>();
        for (Column column : columns(connection, table)) {
            if (wanted.contains(column.name())) {
                texts.add(asked(connection, table, column));
            }
        }
        return texts;
    }

    /** Labels of an enum are stored as numbers: each has one spelling. */
    private static List<Column> columns(Connection connection, TableName table) throws SQLException {
        Query query = new Query()
                .add(
                        "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.COLUMNS ")
                .bind("WHERE TABLE_SCHEMA = ?", table.schema())
                .bind(" AND TABLE_NAME = ?", table.name())
                .add(" AND COLLATION_NAME IS NOT NULL AND DATA_TYPE NOT IN ('enum', 'set', 'json')")
                .add(" ORDER BY ORDINAL_POSITION");
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet r = statement.executeQuery()) {
            while (r.next()) {
                columns.add(new Column(r.getString(1), r.getString(2), r.getString(3), r.getString(4)));
            }
        }
        return columns;
    }

    /** The server that knows its collations is asked. What is CHAR is read without its trailing spaces. */
    private static Text asked(Connection connection, TableName table, Column column) throws SQLException {
        String left = "CONVERT('a' USING " + column.characters() + ") COLLATE " + column.collation() + " = ";
        String padded = column.type().equals("char") ? "FALSE" : left + converted("a ", column);
        String sql =
                "SELECT " + left + converted("A", column) + ", " + left + converted("\u00e4", column) + ", " + padded;
        return Collations.ask(connection, table, column.name(), column.collation(), sql);
    }

    private static String converted(String text, Column column) {
        return "CONVERT('" + text + "' USING " + column.characters() + ")";
    }
}
