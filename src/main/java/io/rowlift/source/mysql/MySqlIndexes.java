package io.rowlift.source.mysql;

import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Index.Part;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The indexes of MySQL and MariaDB. */
final class MySqlIndexes {

    /** All columns, because products call that of invisible indexes by different names, and MariaDB has no expressions. */
    private static final String INDEXES = """
            SELECT s.TABLE_SCHEMA, s.TABLE_NAME, s.* FROM information_schema.STATISTICS s
            WHERE TABLE_SCHEMA = DATABASE()
            ORDER BY TABLE_NAME, INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX""";

    private static final MySqlDialect DIALECT = new MySqlDialect();

    private final Parts<Line> lines;

    private MySqlIndexes(Parts<Line> lines) {
        this.lines = lines;
    }

    /** One part of an index, with what is said again at each of its parts. */
    private record Line(String index, boolean unique, String method, boolean visible, Part part) {}

    static MySqlIndexes read(Connection connection) throws SQLException {
        return new MySqlIndexes(Parts.read(connection, INDEXES, MySqlIndexes::line));
    }

    private static Line line(ResultSet r) throws SQLException {
        boolean descending = "D".equals(r.getString("COLLATION"));
        String column = r.getString("COLUMN_NAME");
        return new Line(
                r.getString("INDEX_NAME"),
                !r.getBoolean("NON_UNIQUE"),
                r.getString("INDEX_TYPE").toLowerCase(Locale.ROOT),
                MySqlPaths.visible(r),
                new Part(
                        column,
                        column == null ? expression(r) : null,
                        descending,
                        !descending,
                        // the size of a box, which no statement says
                        r.getString("INDEX_TYPE").equals("SPATIAL") ? 0 : r.getInt("SUB_PART"),
                        null,
                        null));
    }

    private static @Nullable String expression(ResultSet r) throws SQLException {
        ResultSetMetaData metadata = r.getMetaData();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            if (metadata.getColumnLabel(i).equals("EXPRESSION")) {
                return MySqlExpressions.unescaped(r.getString(i));
            }
        }
        return null;
    }

    /** Returns a table's indexes, the primary key's first, then by name. */
    List<Index> of(TableName table) {
        Map<String, List<Line>> byIndex = new LinkedHashMap<>();
        for (Line line : lines.of(table)) {
            byIndex.computeIfAbsent(line.index(), name -> new ArrayList<>()).add(line);
        }
        return byIndex.values().stream().map(parts -> index(table, parts)).toList();
    }

    private static Index index(TableName table, List<Line> lines) {
        Line first = lines.get(0);
        List<Part> parts = lines.stream().map(Line::part).toList();
        boolean primary = first.index().equals("PRIMARY");
        return new Index(
                first.index(),
                first.unique(),
                primary,
                first.unique(),
                first.method(),
                parts,
                List.of(),
                null,
                true,
                first.visible(),
                sql(table, first, parts));
    }

    /** The server prints indexes with their tables only: this is what SHOW CREATE TABLE says of one. */
    private static String sql(TableName table, Line index, List<Part> parts) {
        String on = parts.stream().map(MySqlIndexes::sql).collect(Collectors.joining(", ", " (", ")"));
        String name = DIALECT.quote(table.name());
        if (index.index().equals("PRIMARY")) {
            return "ALTER TABLE " + name + " ADD PRIMARY KEY" + on;
        }
        String kind = switch (index.method()) {
            case "fulltext" -> "FULLTEXT ";
            case "spatial" -> "SPATIAL ";
            default -> index.unique() ? "UNIQUE " : "";
        };
        return "CREATE " + kind + "INDEX " + DIALECT.quote(index.index()) + " ON " + name + on;
    }

    private static String sql(Part part) {
        String column = part.column();
        String what = column == null
                ? "(" + part.expression() + ")"
                : DIALECT.quote(column) + (part.length() == 0 ? "" : "(" + part.length() + ")");
        return part.descending() ? what + " DESC" : what;
    }
}
