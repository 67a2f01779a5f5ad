package io.rowlift.source.mysql;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.Spans;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the server follows another one, and how far behind. */
final class MySqlReplica implements Check {

    /** Access denied; or MySQL before 8.0.22, which does not know the statement. */
    private static final Set<Integer> NO_ANSWER = Set.of(1227, 1064);

    private final boolean mariaDb;

    MySqlReplica(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    /**
     * One stream of changes that the server follows.
     *
     * @param known whether the server says how far behind it is; it does not when the stream stands still
     * @param lag how far
     */
    record Stream(boolean known, Duration lag) {

        List<Finding> findings(Duration patience) {
            List<Finding> findings = new ArrayList<>();
            if (!known) {
                findings.add(Finding.of(
                        Severity.WARNING,
                        "standby-late",
                        "server",
                        "the server is a replica that does not follow its source at this moment",
                        "START REPLICA, or read from its source"));
            } else if (lag.compareTo(patience) > 0) {
                findings.add(Finding.of(
                        Severity.WARNING,
                        "standby-late",
                        "server",
                        "the server is a replica and " + Spans.text(lag) + " behind its source",
                        "wait until it has caught up, or read from its source"));
            }
            findings.add(Finding.of(
                    Severity.NOTE,
                    "standby",
                    "server",
                    "the server is a replica: it holds what its source has sent so far",
                    null));
            return findings;
        }
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        try {
            return Answer.list(connection, mariaDb ? "SHOW SLAVE STATUS" : "SHOW REPLICA STATUS", this::stream).stream()
                    .flatMap(stream -> stream.findings(scope.patience()).stream())
                    .distinct()
                    .toList();
        } catch (SQLException e) {
            if (!NO_ANSWER.contains(e.getErrorCode())) {
                throw e;
            }
            boolean readOnly = Answer.list(connection, "SELECT @@GLOBAL.read_only", r -> r.getBoolean(1))
                    .get(0);
            return readOnly ? List.of(perhaps(MySqlRights.login(connection))) : List.of();
        }
    }

    private Stream stream(ResultSet r) throws SQLException {
        long seconds = r.getLong(mariaDb ? "Seconds_Behind_Master" : "Seconds_Behind_Source");
        return new Stream(!r.wasNull(), Duration.ofSeconds(seconds));
    }

    /** Those who may not ask are told what everybody can see. */
    static Finding perhaps(String login) {
        return Finding.of(
                Severity.NOTE,
                "standby",
                "server",
                "the server is read-only, as replicas are; the login may not ask how far behind it is",
                "GRANT REPLICATION CLIENT ON *.* TO " + MySqlRights.account(login));
    }
}
