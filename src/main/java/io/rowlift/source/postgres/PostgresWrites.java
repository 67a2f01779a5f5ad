package io.rowlift.source.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.jdbc.WriteStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The row counters of PostgreSQL's statistics, partitions and inheriting tables included. A session reports its writes
 * when it has been idle for ten seconds, at the latest, or ends. TRUNCATE leaves the counters alone but gives the table a
 * new file.
 */
final class PostgresWrites implements WriteStatistics {

    /** Counters of two eras cannot be compared: a reset, also that after a crash, begins a new one. */
    private static final String ERA = """
            SELECT current_setting('track_counts') || ' ' || coalesce(stats_reset::text, '')
            FROM pg_catalog.pg_stat_database WHERE datname = current_database()""";

    private static final String COUNTERS = """
            WITH RECURSIVE member (root, oid) AS (
                SELECT c.oid, c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p')
                UNION
                SELECT m.root, h.inhrelid FROM member m JOIN pg_catalog.pg_inherits h ON h.inhparent = m.oid)
            SELECT n.nspname, r.relname, md5(string_agg(concat_ws(
                       ' ', c.oid, c.relfilenode, s.n_tup_ins, s.n_tup_upd, s.n_tup_del), ',' ORDER BY c.oid))
            FROM member m
            JOIN pg_catalog.pg_class r ON r.oid = m.root
            JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = m.oid
            LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            GROUP BY n.nspname, r.relname""";

    @Override
    public String mark(Connection connection, Set<TableName> tables) throws SQLException {
        StringBuilder mark = new StringBuilder(era(connection));
        Map<TableName, String> counters = counters(connection);
        for (TableName table : tables) {
            if (counters.containsKey(table)) {
                mark.append('\n').append(WriteStatistics.line(table)).append(counters.get(table));
            }
        }
        return mark.toString();
    }

    @Override
    public Activity since(Connection connection, String mark, Set<TableName> tables) throws SQLException {
        List<String> before = mark.lines().toList();
        boolean comparable =
                before.get(0).equals(era(connection)) && before.get(0).startsWith("on ");
        Map<TableName, String> counters = counters(connection);
        List<TableName> written = new ArrayList<>();
        List<TableName> unknown = new ArrayList<>();
        for (TableName table : tables) {
            boolean marked = before.stream().anyMatch(l -> l.startsWith(WriteStatistics.line(table)));
            if (!comparable || !marked || !counters.containsKey(table)) {
                unknown.add(table);
            } else if (!before.contains(WriteStatistics.line(table) + counters.get(table))) {
                written.add(table);
            }
        }
        return new Activity(written, unknown);
    }

    private static String era(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ERA)) {
            return result.next() ? result.getString(1) : "off ";
        }
    }

    private static Map<TableName, String> counters(Connection connection) throws SQLException {
        Map<TableName, String> counters = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(COUNTERS)) {
            while (result.next()) {
                counters.put(new TableName(result.getString(1), result.getString(2)), result.getString(3));
            }
        }
        return counters;
    }
}
