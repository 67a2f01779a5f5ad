package io.rowlift.source.mysql.log;

import io.rowlift.problem.FailedException;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits until reads see a transaction. The log is sent before the transaction is committed in the engine: a server that
 * waits for the disk or for a replica in between can keep it invisible for long.
 */
final class Visibility {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String SESSION = "session ";

    private final LogServer server;
    private final Places places;
    private @Nullable LogPosition seen;

    Visibility(LogServer server) {
        this.server = server;
        this.places = new Places(server.mariaDb());
    }

    void await(Reached reached) {
        String transaction = reached.transaction();
        if (transaction == null || (seen != null && seen.reaches(reached.position()) && server.mariaDb())) {
            return;
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!server.connections().read(connection -> visible(connection, transaction, reached.position()))) {
            if (System.nanoTime() > end) {
                throw new FailedException(
                        "transaction " + transaction + " is in the server's log, but still not committed after "
                                + LONGEST.toMinutes() + " minutes",
                        "look what the server waits for: a replica that does not answer (semi-synchronous replication) or "
                                + "its disk",
                        null);
            }
            server.signal().pause(PAUSE);
        }
    }

    private boolean visible(Connection connection, String transaction, LogPosition position) throws SQLException {
        if (server.mariaDb()) {
            return snapshot(connection, position);
        }
        return transaction.startsWith(SESSION)
                ? idle(connection, transaction.substring(SESSION.length()))
                : Places.one(connection, "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + transaction + "', 1)")
                        .equals("0");
    }

    /** MariaDB tells which place of its log a snapshot belongs to; later snapshots belong to later places. */
    private boolean snapshot(Connection connection, LogPosition position) throws SQLException {
        BinlogPosition wanted = BinlogPosition.read(position);
        BinlogPosition snapshot = places.snapshot(connection);
        if (!snapshot.server().equals(wanted.server())) {
            throw new FailedException(
                    "the server is another one than that which wrote the log: server_id " + snapshot.server()
                            + " instead of " + wanted.server(),
                    "run the same command again",
                    null);
        }
        seen = snapshot.position();
        return snapshot.position().reaches(position);
    }

    /** Without GTIDs: the session that committed has come back from its statement, or is gone. */
    private static boolean idle(Connection connection, String session) throws SQLException {
        List<String> commands = Answer.list(
                connection,
                "SELECT COMMAND FROM information_schema.PROCESSLIST WHERE ID = " + session,
                r -> r.getString(1));
        return commands.isEmpty() || commands.get(0).equals("Sleep");
    }
}
