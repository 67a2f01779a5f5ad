package io.rowlift.source.mysql;

import io.rowlift.problem.Finding;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.TimeLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Limits that end our statements or sessions. */
final class MySqlTimeLimits implements Check {

    /** A key without an index is checked by one statement that reads the whole table. */
    private static final Duration STATEMENT = Duration.ofMinutes(10);

    /** How long a target may keep us from asking for more. */
    private static final Duration SESSION = Duration.ofMinutes(1);

    private final boolean mariaDb;

    MySqlTimeLimits(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        // MariaDB counts in seconds with fractions, MySQL in milliseconds
        String statement = mariaDb ? "max_statement_time" : "max_execution_time";
        String sql = "SELECT @@SESSION." + statement + (mariaDb ? " * 1000" : "")
                + ", @@SESSION.wait_timeout, @@SESSION.net_write_timeout";
        List<TimeLimit> limits = Answer.list(
                        connection,
                        sql,
                        r -> List.of(
                                new TimeLimit(
                                        statement,
                                        Duration.ofMillis(r.getBigDecimal(1).longValue()),
                                        "a statement",
                                        "SET GLOBAL " + statement + " = 0"),
                                seconds("wait_timeout", r.getLong(2), "a session that waits for its target"),
                                seconds("net_write_timeout", r.getLong(3), "a session that takes rows slowly")))
                .get(0);
        return limits.stream()
                .flatMap(limit -> limit.judge(limit.setting().equals(statement) ? STATEMENT : SESSION).stream())
                .toList();
    }

    private static TimeLimit seconds(String setting, long seconds, String ends) {
        return new TimeLimit(
                setting, Duration.ofSeconds(seconds), ends, "SET GLOBAL " + setting + " = " + SESSION.toSeconds());
    }
}
