package io.rowlift.source.mysql;

import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.source.jdbc.WriteStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE_TIME of MySQL's and MariaDB's information schema: the second of the last write, kept in memory, so that a restart
 * forgets it. TRUNCATE forgets it too; where there was none, the estimate of rows tells that a table became empty; MariaDB
 * says nothing of TRUNCATE. MySQL
 * caches both for a day unless the session says otherwise.
 */
final class MySqlWrites implements WriteStatistics {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String NEVER = "-";

    private final boolean mariaDb;

    MySqlWrites(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    private record Seen(String updated, boolean empty) {

        String text() {
            return (empty ? "empty " : "rows ") + updated;
        }
    }

    @Override
    public String mark(Connection connection, Set<TableName> tables) throws SQLException {
        StringBuilder mark = new StringBuilder(now(connection));
        Map<TableName, Seen> seen = seen(connection);
        for (TableName table : tables) {
            if (seen.containsKey(table)) {
                mark.append('\n')
                        .append(WriteStatistics.line(table))
                        .append(seen.get(table).text());
            }
        }
        return mark.toString();
    }

    @Override
    public Activity since(Connection connection, String mark, Set<TableName> tables) throws SQLException {
        List<String> lines = mark.lines().toList();
        boolean restarted = LocalDateTime.parse(lines.get(0), SECONDS).isBefore(started(connection));
        Map<TableName, Seen> seen = seen(connection);
        List<TableName> written = new ArrayList<>();
        List<TableName> unknown = new ArrayList<>();
        for (TableName table : tables) {
            String before = lines.stream()
                    .filter(line -> line.startsWith(WriteStatistics.line(table)))
                    .findFirst()
                    .orElse(null);
            Seen now = seen.get(table);
            if (written(lines.get(0), before, now, restarted)) {
                written.add(table);
            } else if (restarted || before == null || now == null) {
                unknown.add(table);
            }
        }
        return new Activity(written, unknown);
    }

    private static boolean written(String since, @Nullable String before, @Nullable Seen now, boolean restarted) {
        if (now == null) {
            return false;
        }
        if (!now.updated().equals(NEVER)) {
            return now.updated().compareTo(since) >= 0;
        }
        boolean forgotten = before != null && !before.endsWith(NEVER) && !restarted;
        boolean emptied = before != null && before.contains(" rows ") && now.empty();
        return forgotten || emptied;
    }

    private Map<TableName, Seen> seen(Connection connection) throws SQLException {
        Map<TableName, Seen> seen = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            if (!mariaDb) {
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
            try (ResultSet result = statement.executeQuery("""
                    SELECT TABLE_SCHEMA, TABLE_NAME, COALESCE(CAST(UPDATE_TIME AS CHAR), '-'), TABLE_ROWS
                    FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ENGINE IS NOT NULL""")) {
                while (result.next()) {
                    seen.put(
                            new TableName(result.getString(1), result.getString(2)),
                            new Seen(result.getString(3), result.getLong(4) == 0));
                }
            }
        }
        return seen;
    }

    private static String now(Connection connection) throws SQLException {
        return text(connection, "SELECT CAST(NOW(0) AS CHAR)", 1);
    }

    private static LocalDateTime started(Connection connection) throws SQLException {
        long seconds = Long.parseLong(text(connection, "SHOW GLOBAL STATUS LIKE 'Uptime'", 2));
        return LocalDateTime.parse(now(connection), SECONDS).minusSeconds(seconds);
    }

    private static String text(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new SQLException("the server does not answer " + sql);
            }
            return result.getString(column);
        }
    }
}
