package io.rowlift.source.mysql.log;

import io.rowlift.problem.FailedException;
import io.rowlift.source.Capture;
import io.rowlift.source.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;

/** Begins to follow a server's log at a place, as often as the connection is lost. */
final class Following {

    static final int FATAL = 1236;

    private final LogServer server;
    private final Capture capture;
    private final Places places;

    Following(LogServer server, Capture capture) {
        this.server = server;
        this.capture = capture;
        this.places = new Places(server.mariaDb());
    }

    /** A connection and what follows on it. */
    record Log(Feed feed, Decoder decoder) {

        void close() {
            try {
                feed.close();
            } catch (SQLException e) {
                // nothing more is wanted of this connection
            }
        }
    }

    /** What is asked before: the place may be lost or on another server, and names and character sets differ. */
    private record Ground(BinlogPosition after, Watching watching, Charsets charsets) {}

    /** Waits for a server that is away. */
    Log open(LogPosition after) {
        BinlogPosition wanted = BinlogPosition.read(after);
        Ground ground = server.connections().read(connection -> ground(connection, wanted));
        try {
            return open(ground);
        } catch (SQLException e) {
            throw e.getErrorCode() == FATAL ? fatal(e) : server.failures().reading(e);
        }
    }

    /** Tries once. */
    Log attempt(LogPosition after) throws SQLException {
        try (Connection connection = server.sessions().getConnection()) {
            return open(ground(connection, BinlogPosition.read(after)));
        }
    }

    private Log open(Ground ground) throws SQLException {
        Dump dump = Dump.open(server, ground.after(), true);
        Decoder decoder =
                new Decoder(ground.watching(), ground.charsets(), server.mariaDb(), ground.after(), dump.checksum());
        return new Log(new Feed(dump), decoder);
    }

    private Ground ground(Connection connection, BinlogPosition after) throws SQLException {
        String lost = places.lost(connection, after);
        if (lost != null) {
            throw new FailedException(
                    "the log of " + server.product() + " cannot be followed after " + after + ": " + lost,
                    Places.WAY_BACK,
                    null);
        }
        boolean folded = !Places.one(connection, "SELECT @@GLOBAL.lower_case_table_names")
                .equals("0");
        BinlogPosition here =
                new BinlogPosition(places.identity(connection), after.file(), after.offset(), after.gtids());
        return new Ground(here, new Watching(capture.tables(), folded), Charsets.read(connection, server.mariaDb()));
    }

    /** Returns whether a connection was ended for another one with the same number of a replica. */
    static boolean rival(SQLException failure) {
        return failure.getErrorCode() == FATAL
                && String.valueOf(failure.getMessage()).contains("same server_uuid/server_id");
    }

    /** The server's text speaks of places in its log only. */
    static FailedException fatal(SQLException failure) {
        return new FailedException(
                "the server does not send its log any further (error 1236): " + failure.getMessage(),
                Places.WAY_BACK,
                failure);
    }
}
