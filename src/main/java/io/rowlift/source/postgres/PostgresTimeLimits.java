package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.TimeLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Limits that end our statements or transactions, as they stand for this login in this database. */
final class PostgresTimeLimits implements Check {

    /** In milliseconds all of them; the second one came with version 17. */
    private static final String LIMITS = """
            SELECT name, setting::bigint, current_user FROM pg_catalog.pg_settings
            WHERE name IN ('statement_timeout', 'transaction_timeout') ORDER BY name""";

    /** A key without an index is checked by one statement that reads the whole table. */
    private static final Duration NEEDED = Duration.ofMinutes(10);

    private final PostgresDialect dialect;

    PostgresTimeLimits(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        return Answer.list(connection, LIMITS, this::limit).stream()
                .flatMap(limit -> limit.judge(NEEDED).stream())
                .toList();
    }

    private TimeLimit limit(ResultSet r) throws SQLException {
        String name = r.getString(1);
        return new TimeLimit(
                name,
                Duration.ofMillis(r.getLong(2)),
                name.startsWith("statement") ? "a statement" : "a transaction",
                "ALTER ROLE " + dialect.quote(r.getString(3)) + " SET " + name + " = 0");
    }
}
