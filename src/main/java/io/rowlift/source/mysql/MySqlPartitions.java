package io.rowlift.source.mysql;

import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How tables of MySQL and MariaDB are cut into partitions. */
final class MySqlPartitions {

    /** A partition with subpartitions has a line for each of them. */
    private static final String PARTITIONS = """
            SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME, PARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION,
                   PARTITION_DESCRIPTION, PARTITION_ORDINAL_POSITION
            FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL
            ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION""";

    private static final Pattern COLUMN = Pattern.compile("`((?:[^`]|``)+)`(?:,|$)");

    private final Parts<Line> lines;

    private MySqlPartitions(Parts<Line> lines) {
        this.lines = lines;
    }

    /** One partition, with what is said again at each of the table. */
    private record Line(String method, String expression, Partition partition) {}

    static MySqlPartitions read(Connection connection) throws SQLException {
        return new MySqlPartitions(Parts.read(connection, PARTITIONS, MySqlPartitions::line));
    }

    private static Line line(ResultSet r) throws SQLException {
        String method = r.getString("PARTITION_METHOD");
        String expression = r.getString("PARTITION_EXPRESSION");
        return new Line(
                method.toLowerCase(Locale.ROOT),
                expression == null ? "" : MySqlExpressions.unescaped(expression),
                new Partition(r.getString("PARTITION_NAME"), bounds(method, r.getString("PARTITION_DESCRIPTION"))));
    }

    private static String bounds(String method, @Nullable String description) {
        if (description == null) {
            return "";
        }
        if (method.startsWith("RANGE")) {
            return "VALUES LESS THAN " + (description.equals("MAXVALUE") ? description : "(" + description + ")");
        }
        return method.startsWith("LIST") ? "VALUES IN (" + description + ")" : description;
    }

    /** Returns how a table is partitioned, or null. */
    @Nullable
    Partitioning of(TableName table) {
        List<Line> parts = lines.of(table);
        if (parts.isEmpty()) {
            return null;
        }
        Line first = parts.get(0);
        return new Partitioning(
                first.method(),
                first.expression(),
                columns(first.expression()),
                parts.stream().map(Line::partition).toList());
    }

    private static List<String> columns(String expression) {
        List<String> columns = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            columns.add(matcher.group(1).replace("``", "`"));
            end = matcher.end();
        }
        return end == expression.length() ? columns : List.of();
    }
}
