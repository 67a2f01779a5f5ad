package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the server follows another one: how far behind, and whether it ends statements that hold it up. */
final class PostgresStandby implements Check {

    /** A standby that has replayed all that it received is not late, however long ago the last transaction was. */
    private static final String STATE = """
            SELECT pg_catalog.pg_is_in_recovery(),
                   CASE WHEN pg_catalog.pg_is_in_recovery()
                        AND pg_catalog.pg_last_wal_receive_lsn() IS DISTINCT FROM pg_catalog.pg_last_wal_replay_lsn()
                        THEN coalesce(extract(epoch FROM clock_timestamp()
                                              - pg_catalog.pg_last_xact_replay_timestamp())::bigint, 0)
                        ELSE 0 END,
                   (SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'max_standby_streaming_delay'),
                   current_setting('hot_standby_feedback')::boolean""";

    /**
     * What a server says of itself.
     *
     * @param standby whether it follows another one
     * @param lag how far behind
     * @param delay how long statements may hold it up; negative for ever
     * @param feedback whether it asks the primary to keep what its statements still see
     */
    record State(boolean standby, Duration lag, Duration delay, boolean feedback) {

        List<Finding> findings(Duration patience) {
            List<Finding> findings = new ArrayList<>();
            if (!standby) {
                return findings;
            }
            if (lag.compareTo(patience) > 0) {
                findings.add(Finding.of(
                        Severity.WARNING,
                        "standby-late",
                        "server",
                        "the server is a standby and " + Spans.text(lag) + " behind its primary",
                        "wait until it has caught up, or read from the primary"));
            }
            if (!feedback && !delay.isNegative()) {
                findings.add(Finding.of(
                        Severity.WARNING,
                        "standby-conflicts",
                        "server",
                        "the server is a standby that ends statements which hold it up for longer than "
                                + Spans.text(delay) + " (max_standby_streaming_delay)",
                        "ALTER SYSTEM SET hot_standby_feedback = on"));
            }
            findings.add(Finding.of(
                    Severity.NOTE,
                    "standby",
                    "server",
                    "the server is a standby: it holds what its primary has sent so far",
                    null));
            return findings;
        }
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        return Answer.list(
                        connection,
                        STATE,
                        r -> new State(
                                r.getBoolean(1),
                                Duration.ofSeconds(r.getLong(2)),
                                Duration.ofMillis(r.getLong(3)),
                                r.getBoolean(4)))
                .get(0)
                .findings(scope.patience());
    }
}
