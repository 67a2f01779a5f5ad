package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the log tells everything on a server that follows another one, or that names no transactions. */
final class LogReplica {

    /** Access denied; or MySQL before 8.0.22, which does not know the statement. */
    private static final Set<Integer> NO_ANSWER = Set.of(1227, 1064);

    private final boolean mariaDb;
    private final Places places;

    LogReplica(boolean mariaDb, Places places) {
        this.mariaDb = mariaDb;
        this.places = places;
    }

    List<Problem> problems(Connection connection, LogSettings settings) throws SQLException {
        boolean named = places.named(connection);
        String name = mariaDb ? "log_slave_updates" : "log_replica_updates";
        boolean forwarding = settings.on("log_slave_updates") || settings.on("log_replica_updates");
        if ((named && forwarding) || !replica(connection)) {
            return named ? List.of() : unnamed(connection);
        }
        List<Problem> problems = new ArrayList<>();
        if (!forwarding) {
            problems.add(new Problem(
                    null,
                    "the server is a replica and does not write what it replicates into its own log: " + name
                            + " is OFF",
                    "set " + name + " in its configuration and restart it, or read from its source"));
        }
        if (!named) {
            problems.add(new Problem(
                    null,
                    "the server is a replica without GTIDs: it cannot be told when a transaction of its log is visible",
                    "set gtid_mode to ON, or read from its source"));
        }
        return problems;
    }

    /** Who may not ask takes a server that is read-only for a replica. */
    private boolean replica(Connection connection) throws SQLException {
        try {
            return !Answer.list(connection, mariaDb ? "SHOW ALL SLAVES STATUS" : "SHOW REPLICA STATUS", r -> 1)
                    .isEmpty();
        } catch (SQLException e) {
            if (!NO_ANSWER.contains(e.getErrorCode())) {
                throw e;
            }
            return !Places.one(connection, "SELECT @@GLOBAL.read_only").equals("0");
        }
    }

    /** Then the sessions are watched that commit, see {@link Visibility}; a replica's have other numbers in the log. */
    private static List<Problem> unnamed(Connection connection) throws SQLException {
        try {
            Answer.list(connection, "SELECT 1 FROM information_schema.INNODB_TRX LIMIT 1", r -> 1);
            return List.of();
        } catch (SQLException e) {
            if (e.getErrorCode() != 1227) {
                throw e;
            }
            String login = Places.one(connection, "SELECT CURRENT_USER()");
            return List.of(new Problem(
                    null,
                    "the server has no GTIDs, and login \"" + login
                            + "\" may not see whose transactions are committing",
                    "set gtid_mode to ON, or GRANT PROCESS ON *.* TO the login"));
        }
    }
}
