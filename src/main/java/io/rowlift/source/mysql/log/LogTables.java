package io.rowlift.source.mysql.log;

import io.rowlift.problem.Problem;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether changes of the watched tables get into the log, and in a form that can be read. */
final class LogTables {

    private static final String COLUMNS = """
            SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION""";

    /** Kept by the server in forms of its own, which the log repeats. */
    private static final Set<String> OPAQUE = Set.of("json", "uuid", "inet4", "inet6");

    private final LogServer server;
    private final Map<TableName, Watched> watched = new LinkedHashMap<>();

    LogTables(LogServer server, Capture capture) {
        this.server = server;
        capture.tables().forEach(table -> watched.put(table.table(), table));
    }

    List<Problem> problems(Connection connection, LogSettings settings) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(columns(connection));
        // from MySQL 9.6 on the server itself does what foreign keys demand, unless it is told to leave it to InnoDB
        boolean logged = settings.values().containsKey("innodb_native_foreign_keys")
                && !settings.on("innodb_native_foreign_keys");
        if (!logged) {
            server.references()
                    .of(connection, watched.keySet())
                    .forEach((table, references) -> references.stream()
                            .filter(LogTables::cascades)
                            .forEach(r -> problems.add(hidden(table, r))));
        }
        return problems;
    }

    /** Returns the problems of filters. */
    static List<Problem> filtered(Set<String> schemas, String only, String never) {
        List<Problem> problems = new ArrayList<>();
        for (String schema : schemas) {
            if (names(never).contains(schema)
                    || (!only.isEmpty() && !names(only).contains(schema))) {
                problems.add(new Problem(
                        null,
                        "the server leaves database \"" + schema + "\" out of its log: "
                                + (names(never).contains(schema)
                                        ? "binlog_ignore_db names it"
                                        : "binlog_do_db names others"),
                        "remove the filter from its configuration and restart it"));
            }
        }
        return problems;
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::trim).collect(Collectors.toSet());
    }

    private static boolean cascades(Reference reference) {
        return !quiet(reference.onDelete()) || !quiet(reference.onUpdate());
    }

    private static boolean quiet(Action action) {
        return action == Action.NO_ACTION || action == Action.RESTRICT;
    }

    private static Problem hidden(TableName table, Reference reference) {
        String action = quiet(reference.onDelete())
                ? "ON UPDATE " + sql(reference.onUpdate())
                : "ON DELETE " + sql(reference.onDelete());
        return new Problem(
                null,
                "foreign key \"" + reference.name() + "\" of table \"" + table + "\" is " + action
                        + ": what InnoDB changes in the table for it is not written to the log",
                "ALTER TABLE " + table.name() + " DROP FOREIGN KEY " + reference.name()
                        + ", add it again without the action and have the application make these changes; or use "
                        + "sync.mode: watermark with a reconcile");
    }

    private static String sql(Action action) {
        return action.name().replace('_', ' ');
    }

    private List<Problem> columns(Connection connection) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        Answer.list(connection, COLUMNS, r -> {
            Watched table = watched.get(new TableName(r.getString(1), r.getString(2)));
            String type = r.getString(4);
            String declared = r.getString(5);
            if (table != null && unreadable(table.columns().contains(r.getString(3)), type, declared)) {
                problems.add(new Problem(
                        null,
                        "column \"" + r.getString(3) + "\" of table \"" + table.table() + "\" is of type " + declared
                                + ", whose values cannot be read from the log",
                        "leave it out of keys, joins and embeds, or use sync.mode: watermark"));
            }
            return problems.size();
        });
        return problems;
    }

    /** MariaDB's old forms of times have lengths that the log does not tell: then nothing behind them can be read. */
    private static boolean unreadable(boolean wanted, String type, String declared) {
        return declared.contains("mariadb-5.3")
                || (wanted && (OPAQUE.contains(type) || declared.contains("COMPRESSED")));
    }
}
