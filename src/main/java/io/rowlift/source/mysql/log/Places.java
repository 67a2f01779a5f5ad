package io.rowlift.source.mysql.log;

import io.rowlift.problem.FailedException;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a server's log ends, and what it still has of it. */
final class Places {

    static final String WAY_BACK =
            "run \"rowlift verify --repair\": it compares all rows and corrects what the log did not tell";

    private static final Pattern TAGGED = Pattern.compile("[,\\s]?[0-9a-fA-F-]{36}(?::[0-9-]+)*:[a-z_]");

    /** The first byte that is an event. */
    private static final long START = 4;

    private final boolean mariaDb;

    Places(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    /** A file of the log. */
    private record LogFile(String name, long size) {}

    /** Returns by what a server's files are told from another's. */
    String identity(Connection connection) throws SQLException {
        return one(connection, mariaDb ? "SELECT @@GLOBAL.server_id" : "SELECT @@GLOBAL.server_uuid");
    }

    /** Returns whether the server names its transactions. */
    boolean named(Connection connection) throws SQLException {
        return mariaDb || one(connection, "SELECT @@GLOBAL.gtid_mode").equals("ON");
    }

    /** Returns the end of what has been written, which may not be visible yet. */
    BinlogPosition end(Connection connection) throws SQLException {
        String server = identity(connection);
        boolean named = named(connection);
        BinlogPosition end = Answer.list(
                        connection,
                        status(connection),
                        r -> new BinlogPosition(
                                server,
                                r.getString("File"),
                                r.getLong("Position"),
                                mariaDb || !named ? "" : gtids(r.getString("Executed_Gtid_Set"))))
                .stream()
                .findFirst()
                .orElseThrow(() -> new FailedException(
                        "the server writes no binary log", "set log_bin in its configuration and restart it", null));
        return mariaDb ? named(connection, end) : end;
    }

    /**
     * Returns a place before which everything is visible. MySQL lists a transaction as executed after it has committed
     * it, and starts a new file after everything in the old ones is committed; MariaDB says which place belongs to a
     * snapshot.
     */
    BinlogPosition visible(Connection connection) throws SQLException {
        if (mariaDb) {
            return named(connection, snapshot(connection));
        }
        BinlogPosition end = end(connection);
        return named(connection) ? end : new BinlogPosition(end.server(), end.file(), START, "");
    }

    /** Returns the place up to which a snapshot of MariaDB that is taken now contains everything. */
    BinlogPosition snapshot(Connection connection) throws SQLException {
        connection.commit();
        Answer.list(connection, "SELECT 1", r -> r.getInt(1));
        try (var statement = connection.createStatement()) {
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
        }
        String[] place = new String[2];
        Answer.list(
                connection,
                "SHOW STATUS WHERE Variable_name IN ('binlog_snapshot_file', 'binlog_snapshot_position')",
                r -> place[r.getString(1).toLowerCase(Locale.ROOT).endsWith("file") ? 0 : 1] = r.getString(2));
        connection.commit();
        return new BinlogPosition(identity(connection), place[0], Long.parseLong(place[1]), "");
    }

    private static BinlogPosition named(Connection connection, BinlogPosition place) throws SQLException {
        String gtids = one(connection, "SELECT BINLOG_GTID_POS('" + place.file() + "', " + place.offset() + ")");
        return new BinlogPosition(place.server(), place.file(), place.offset(), gtids(gtids));
    }

    String status(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        int minor = connection.getMetaData().getDatabaseMinorVersion();
        boolean renamed = !mariaDb && (major > 8 || (major == 8 && minor >= 2));
        return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    /** @throws FailedException for names with a tag, which MySQL 8.3 introduced */
    private static String gtids(@Nullable String text) {
        String gtids = text == null ? "" : text.replaceAll("\\s", "");
        if (TAGGED.matcher(gtids).find()) {
            throw new FailedException(
                    "the server has transactions with tagged GTIDs, which Rowlift cannot follow",
                    "read from a server without them, or use sync.mode: watermark",
                    null);
        }
        return gtids;
    }

    /** Returns why the server cannot go on after a place, or null when it can as far as it tells beforehand. */
    @Nullable
    String lost(Connection connection, BinlogPosition place) throws SQLException {
        if (place.gtids().isEmpty() || !named(connection)) {
            return lostFile(connection, place);
        }
        return mariaDb ? lostOnMariaDb(connection, place) : lostOnMySql(connection, place);
    }

    private @Nullable String lostFile(Connection connection, BinlogPosition place) throws SQLException {
        String server = identity(connection);
        if (!server.equals(place.server())) {
            return "the server is another one: " + server + " instead of " + place.server()
                    + ", and without GTIDs the place cannot be found in its log";
        }
        List<LogFile> files = files(connection);
        long size = files.stream()
                .filter(file -> file.name().equals(place.file()))
                .mapToLong(LogFile::size)
                .findFirst()
                .orElse(-1);
        if (size < 0) {
            return "the server has removed " + place.file() + " from its log, which begins with "
                    + files.get(0).name();
        }
        return size < place.offset()
                ? place.file() + " of the server's log ends at " + size + ", before " + place.offset()
                        + ": the log was reset"
                : null;
    }

    private static @Nullable String lostOnMySql(Connection connection, BinlogPosition place) throws SQLException {
        String known = one(connection, "SELECT GTID_SUBTRACT('" + place.gtids() + "', @@GLOBAL.gtid_executed)");
        if (!known.isEmpty()) {
            return "the server does not have the transactions " + gtids(known)
                    + ", which have been handed over: it is another one, was reset or restored from a backup";
        }
        String purged = one(connection, "SELECT GTID_SUBTRACT(@@GLOBAL.gtid_purged, '" + place.gtids() + "')");
        return purged.isEmpty() ? null : "the server has removed the transactions " + gtids(purged) + " from its log";
    }

    private static @Nullable String lostOnMariaDb(Connection connection, BinlogPosition place) throws SQLException {
        String state = one(connection, "SELECT @@GLOBAL.gtid_binlog_state");
        for (String gtid : place.gtids().split(",", -1)) {
            String domain = gtid.substring(0, gtid.indexOf('-') + 1);
            long wanted = Long.parseLong(gtid.substring(gtid.lastIndexOf('-') + 1));
            boolean known = Arrays.stream(state.split(",", -1))
                    .filter(entry -> entry.startsWith(domain))
                    .anyMatch(entry -> Long.parseLong(entry.substring(entry.lastIndexOf('-') + 1)) >= wanted);
            if (!known) {
                return "the server does not have the transactions " + gtid
                        + ", which have been handed over: it is another one, was reset or restored from a backup";
            }
        }
        return null;
    }

    /** Returns how many bytes of the log follow a place of this server. */
    long following(Connection connection, BinlogPosition place) throws SQLException {
        long bytes = 0;
        boolean after = false;
        for (LogFile file : files(connection)) {
            if (file.name().equals(place.file())) {
                bytes = Math.max(0, file.size() - place.offset());
                after = true;
            } else if (after) {
                bytes += file.size();
            }
        }
        return bytes;
    }

    private static List<LogFile> files(Connection connection) throws SQLException {
        return Answer.list(
                connection, "SHOW BINARY LOGS", r -> new LogFile(r.getString("Log_name"), r.getLong("File_size")));
    }

    static String one(Connection connection, String sql) throws SQLException {
        return Answer.list(connection, sql, Places::text).get(0);
    }

    private static String text(ResultSet row) throws SQLException {
        String text = row.getString(1);
        return text == null ? "" : text.trim();
    }
}
