package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.Capture;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the server writes everything into its log that has to be heard, keeps it and shows it to this login. */
final class LogChecks {

    private static final Set<Integer> DENIED = Set.of(1044, 1045, 1142, 1227);

    private final LogServer server;
    private final Capture capture;
    private final Places places;

    LogChecks(LogServer server, Capture capture) {
        this.server = server;
        this.capture = capture;
        this.places = new Places(server.mariaDb());
    }

    List<Problem> run() {
        List<Problem> problems = server.connections().read(this::asked);
        return problems.isEmpty() ? tried() : problems;
    }

    private List<Problem> asked(Connection connection) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        Answer.list(
                connection,
                "SHOW GLOBAL VARIABLES",
                r -> settings.put(r.getString(1).toLowerCase(Locale.ROOT), String.valueOf(r.getString(2))));
        LogSettings log = new LogSettings(settings, server.mariaDb());
        if (log.off()) {
            return List.of(new Problem(
                    null,
                    "the server writes no binary log: log_bin is OFF",
                    "set log_bin in its configuration and restart it; managed services write one when backups are on"));
        }
        List<Problem> problems = new ArrayList<>(log.problems());
        problems.addAll(log.expiry(capture.outage()));
        problems.addAll(rights(connection, log));
        problems.addAll(new LogTables(server, capture).problems(connection, log));
        return problems;
    }

    private List<Problem> rights(Connection connection, LogSettings log) throws SQLException {
        try {
            List<Problem> problems = new ArrayList<>();
            places.end(connection);
            problems.addAll(filters(connection));
            problems.addAll(new LogReplica(server.mariaDb(), places).problems(connection, log));
            return problems;
        } catch (SQLException e) {
            if (!DENIED.contains(e.getErrorCode())) {
                throw e;
            }
            return List.of(denied(connection));
        }
    }

    private List<Problem> filters(Connection connection) throws SQLException {
        Set<String> schemas = capture.tables().stream()
                .map(table -> table.table().schema())
                .collect(Collectors.toCollection(TreeSet::new));
        return Answer.list(
                        connection,
                        places.status(connection),
                        r -> LogTables.filtered(schemas, r.getString("Binlog_Do_DB"), r.getString("Binlog_Ignore_DB")))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private Problem denied(Connection connection) throws SQLException {
        String login = Places.one(connection, "SELECT CURRENT_USER()");
        String account = "'" + login.substring(0, login.lastIndexOf('@')) + "'@'"
                + login.substring(login.lastIndexOf('@') + 1) + "'";
        return new Problem(
                null,
                "login \"" + login + "\" may not read the server's binary log",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + account);
    }

    /** Only who asks for the log learns whether the server sends it: up to its end, without waiting there. */
    private List<Problem> tried() {
        BinlogPosition end = server.connections().read(places::end);
        try (Dump dump = Dump.open(server, new BinlogPosition(end.server(), end.file(), end.offset(), ""), false)) {
            while (dump.read() != null) {
                // what it is does not matter
            }
            return List.of();
        } catch (SQLException e) {
            if (DENIED.contains(e.getErrorCode())) {
                return List.of(server.connections().read(this::denied));
            }
            throw e.getErrorCode() == 1236
                    ? Following.fatal(e)
                    : server.failures().reading(e);
        }
    }
}
