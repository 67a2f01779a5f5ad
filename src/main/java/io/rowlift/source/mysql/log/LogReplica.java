package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the log tells everything on a server that follows another one, or that names no transactions. */
final class LogReplica {

    private final boolean mariaDb;
    private final Places places;

    LogReplica(boolean mariaDb, Places places) {
        this.mariaDb = mariaDb;
        this.places = places;
    }

    List<Problem> problems(Connection connection) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        boolean replica = !Answer.list(connection, mariaDb ? "SHOW ALL SLAVES STATUS" : "SHOW REPLICA STATUS", r -> 1)
                .isEmpty();
        boolean own =
                Places.one(connection, "SELECT @@GLOBAL.log_slave_updates").equals("0");
        if (replica && own) {
            problems.add(new Problem(
                    null,
                    "the server is a replica and does not write what it replicates into its own log: "
                            + (mariaDb ? "log_slave_updates" : "log_replica_updates") + " is OFF",
                    "set " + (mariaDb ? "log_slave_updates" : "log_replica_updates")
                            + " in its configuration and restart it, or read from its source"));
        }
        if (!places.named(connection)) {
            problems.addAll(unnamed(connection, replica));
        }
        return problems;
    }

    /** Then the sessions are watched that commit, see {@link Visibility}; a replica's have other numbers in the log. */
    private static List<Problem> unnamed(Connection connection, boolean replica) throws SQLException {
        if (replica) {
            return List.of(new Problem(
                    null,
                    "the server is a replica without GTIDs: it cannot be told when a transaction of its log is visible",
                    "set gtid_mode to ON, or read from its source"));
        }
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
