package io.rowlift.target.mysql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Unreachable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.target.jdbc.Failures;
import io.rowlift.target.jdbc.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the error numbers of MySQL, MariaDB and Vitess mean. The server's text is repeated only where it speaks of the
 * statement or of rights; elsewhere it quotes row values.
 */
final class MySqlFailures implements Failures {

    /** Shutting down, killed, ended for idling, read-only because another server takes over. */
    private static final Set<Integer> LOST = Set.of(1053, 1077, 1079, 1290, 1836, 1927, 2006, 2013, 4031);

    /** A lock wait, a deadlock, a statement that was killed. */
    private static final Set<Integer> BUSY = Set.of(1205, 1213, 1317, 3058, 3572);

    private static final Set<Integer> CROWDED = Set.of(1040, 1203, 1226);

    /** A packet, the table of locks, the cache of the binary log, a statement's time. */
    private static final Set<Integer> TOO_LARGE = Set.of(1153, 1197, 1206, 3024);

    /** Besides the classes 22 and 23: values that do not fit, checks, rows that are too long, JSON and geometry that is none. */
    private static final Set<Integer> OF_ROW = Set.of(
            139, 1048, 1062, 1118, 1264, 1265, 1292, 1300, 1364, 1366, 1367, 1406, 1411, 1416, 1451, 1452, 1525, 1586,
            1644, 1690, 3140, 3141, 3144, 3156, 3157, 3548, 3617, 3819, 3903, 4025);

    private static final Set<Integer> ABOUT_NAMES = Set.of(
            1044, 1049, 1050, 1051, 1054, 1061, 1064, 1071, 1091, 1105, 1142, 1143, 1146, 1170, 1215, 1217, 1227, 1370,
            1553, 1822, 1824, 1825, 3780);

    private static final Pattern ROW = Pattern.compile(" at row (\\d+)");
    private static final Pattern KEY = Pattern.compile(".* for key '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT `([^`]+)` FOREIGN KEY");
    private static final Pattern CHECK = Pattern.compile("(?:Check constraint '|CONSTRAINT `)([^'`]+)['`]");

    private final String server;
    private final String database;
    private final String login;
    private final boolean vitess;

    MySqlFailures(String server, String database, String login, boolean vitess) {
        this.server = server;
        this.database = database;
        this.login = login;
        this.vitess = vitess;
    }

    @Override
    public Fault fault(SQLException failure) {
        Fault ofServer = ofServer(failure);
        // the text of a refused row may hold anything, Vitess' own words among it
        Fault known = vitess && ofServer != Fault.ROW ? PlanetScaleBranch.fault(failure) : null;
        return known == null ? ofServer : known;
    }

    private static Fault ofServer(SQLException failure) {
        int code = failure.getErrorCode();
        String state = String.valueOf(failure.getSQLState());
        if (failure instanceof PacketTooBigException || TOO_LARGE.contains(code)) {
            return Fault.TOO_LARGE;
        }
        if (CROWDED.contains(code)) {
            return Fault.CROWDED;
        }
        if (BUSY.contains(code)) {
            return Fault.BUSY;
        }
        boolean away = state.startsWith("08") && code != 1045;
        if (away || LOST.contains(code) || failure.getCause() instanceof IOException) {
            return Fault.LOST;
        }
        return OF_ROW.contains(code) || state.startsWith("22") || state.startsWith("23") ? Fault.ROW : Fault.FINAL;
    }

    @Override
    public int row(SQLException failure) {
        Matcher matcher = ROW.matcher(said(failure));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) - 1 : -1;
    }

    @Override
    public String refusal(SQLException failure, TargetTable table) {
        String said = said(failure);
        String column = column(said, table);
        return switch (failure.getErrorCode()) {
            case 1062, 1586 -> "unique key" + first(KEY, said) + " refuses it: another row has the same values";
            case 3819, 4025 -> "check constraint" + first(CHECK, said) + " refuses it";
            case 1452 ->
                "foreign key" + first(CONSTRAINT, said) + " refuses it: the row that it refers to is not there";
            case 1048 -> column + " takes no NULL";
            case 1406 -> column + " takes no value of this length";
            case 1264, 1690 -> column + " takes no number of this size";
            case 1292, 1411, 1525 -> column + " takes no such date or time";
            case 1265, 1366, 1367, 1300 -> column + " takes no value of this form";
            case 3140, 3141, 3144, 3156, 3157 -> column + " takes no such JSON";
            case 1118, 139 -> "the row is longer than the table allows";
            case 1644 -> "a trigger refuses it";
            default -> column + " is refused with error " + failure.getErrorCode();
        };
    }

    private static String first(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? " \"" + matcher.group(1) + "\"" : "";
    }

    /** The text may quote a value before or behind the name: only a name that we know is taken from it. */
    private static String column(String said, TargetTable table) {
        for (TargetColumn column : table.columns()) {
            String name = "olumn '" + column.name() + "'";
            if (said.contains(name + " ") || said.endsWith(name)) {
                return "column \"" + column.name() + "\"";
            }
        }
        return "the row";
    }

    /** Vitess adds its own words and the whole statement behind the server's. */
    private static String said(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int vitess = message.indexOf(" (errno ");
        return vitess < 0 ? message : message.substring(0, vitess);
    }

    @Override
    public RowliftException connecting(SQLException failure) {
        if (Unreachable.unknownHost(failure)) {
            return Unreachable.host(server);
        }
        return switch (failure.getErrorCode()) {
            case 1045, 1698 ->
                new ConfigurationException(
                        "MySQL at " + server + " does not let login \"" + login + "\" in (error "
                                + failure.getErrorCode() + ")",
                        "check user name and password, and from which hosts the login may connect");
            case 1044 ->
                new ConfigurationException(
                        "login \"" + login + "\" may not use database \"" + database + "\" at " + server,
                        "GRANT ALL on the database to it");
            case 1049 ->
                new ConfigurationException(
                        "MySQL at " + server + " has no database \"" + database + "\"", "create it, or check the URL");
            case 1040, 1203, 1226 ->
                Unreachable.crowded(
                        "MySQL at " + server,
                        codes(failure),
                        "max_connections, and max_user_connections of the login",
                        failure);
            case 1129 ->
                new ConfigurationException(
                        "MySQL at " + server + " takes no connection from this host after many failures (error 1129)",
                        "mend what has failed, then run FLUSH HOSTS there");
            case 1130 ->
                new ConfigurationException(
                        "MySQL at " + server + " has no login for this host (error 1130)",
                        "create the login for the address that it comes from, or for '%'");
            default -> withoutNumber(failure);
        };
    }

    /** The driver's own refusals have a SQLSTATE only; its text quotes the URL. */
    private RowliftException withoutNumber(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "08004" ->
                new ConfigurationException(
                        "MySQL at " + server + " refuses the connection (" + codes(failure) + ")",
                        "check from which hosts the login may connect, and max_connections");
            case "S1009" ->
                new ConfigurationException(
                        "the driver of MySQL does not take a parameter of the URL (SQLSTATE S1009)",
                        "check the values behind the \"?\"");
            default -> Unreachable.server("MySQL at " + server, codes(failure), failure);
        };
    }

    private static String codes(SQLException failure) {
        return "SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode();
    }

    @Override
    public RowliftException doing(String task, SQLException failure) {
        Fault fault = fault(failure);
        return new FailedException(
                task + " failed at MySQL at " + server + " (SQLSTATE " + failure.getSQLState() + ", error "
                        + failure.getErrorCode() + ")"
                        + (ABOUT_NAMES.contains(failure.getErrorCode()) ? ": " + said(failure) : ""),
                fault == Fault.LOST || fault == Fault.BUSY || fault == Fault.CROWDED
                        ? "run the same command again when the server is back"
                        : null,
                failure);
    }
}
