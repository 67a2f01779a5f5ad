package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Unreachable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.target.jdbc.Failures;
import io.rowlift.target.jdbc.Fault;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's SQLSTATEs mean. The server's text is repeated only for classes whose messages name objects and never
 * quote row values.
 */
final class PostgresFailures implements Failures {

    /** Going down, crashed, starting, dropped while idle: it was this connection only, or the server is back soon. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "58030");

    /** Deadlock, serialization, a lock that somebody holds. */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03");

    /** A statement or transaction that a time limit has ended, or that found no memory. */
    private static final Set<String> TOO_LARGE = Set.of("57014", "25P04", "53200");

    private static final Set<String> HARMLESS_CLASSES = Set.of("42", "25", "28", "3D", "3F", "53", "55", "57", "0A");

    /** Where COPY was: {@code COPY users, line 3, column email: "..."}; table and column names may hold anything. */
    private static final Pattern LINE = Pattern.compile("^COPY .*?, line (\\d+)", Pattern.DOTALL);

    private final String server;
    private final String database;
    private final String login;
    private final @Nullable NeonEndpoint service;

    PostgresFailures(String server, String database, String login, @Nullable NeonEndpoint service) {
        this.server = server;
        this.database = database;
        this.login = login;
        this.service = service;
    }

    @Override
    public Fault fault(SQLException failure) {
        Fault known = service == null ? null : service.fault(failure);
        return known == null ? fault(state(failure)) : known;
    }

    private static Fault fault(String state) {
        if (state.startsWith("08") || LOST.contains(state)) {
            return Fault.LOST;
        }
        if (state.equals("53300")) {
            return Fault.CROWDED;
        }
        if (BUSY.contains(state)) {
            return Fault.BUSY;
        }
        if (TOO_LARGE.contains(state)) {
            return Fault.TOO_LARGE;
        }
        return isOfRow(state) ? Fault.ROW : Fault.FINAL;
    }

    /** Data exceptions, constraints, a row or an entry of an index that is too long, and what triggers raise. */
    private static boolean isOfRow(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.equals("54000") || state.equals("P0001");
    }

    @Override
    public int row(SQLException failure) {
        ServerErrorMessage message = message(failure);
        String where = message == null ? null : message.getWhere();
        Matcher matcher = LINE.matcher(where == null ? "" : where);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) - 1 : -1;
    }

    @Override
    public String refusal(SQLException failure, TargetTable table) {
        ServerErrorMessage message = message(failure);
        String constraint = message == null ? null : message.getConstraint();
        String named = constraint == null ? "" : " \"" + constraint + "\"";
        String column = column(message, table);
        String state = state(failure);
        return switch (state) {
            case "23505" -> "unique constraint" + named + " refuses it: another row has the same values";
            case "23514" -> "check constraint" + named + " refuses it";
            case "23503" -> "foreign key" + named + " refuses it: the row that it refers to is not there";
            case "23P01" -> "exclusion constraint" + named + " refuses it: another row stands in the way";
            case "23502" -> column + " takes no NULL";
            case "22001" -> column + " takes no text of this length";
            case "22003" -> column + " takes no number of this size";
            case "22007", "22008" -> column + " takes no such date or time";
            case "22P02", "22P03", "22P04" -> column + " takes no value of this form";
            case "54000" -> "the row, or its entry in an index, is longer than PostgreSQL allows";
            case "P0001" -> "a trigger refuses it";
            case "22021" -> column + " takes no text with these bytes";
            default -> column + " is refused with SQLSTATE " + state;
        };
    }

    /** The server says where it was with the value behind the column's name: only a name that we know is taken from it. */
    private static String column(@Nullable ServerErrorMessage message, TargetTable table) {
        if (message == null) {
            return "the row";
        }
        if (message.getColumn() != null) {
            return "column \"" + message.getColumn() + "\"";
        }
        String where = message.getWhere() == null ? "" : message.getWhere();
        Matcher line = LINE.matcher(where);
        String rest = line.find() ? where.substring(line.end()) : "";
        for (TargetColumn column : table.columns()) {
            String name = ", column " + column.name();
            if (rest.equals(name) || rest.startsWith(name + ": ")) {
                return "column \"" + column.name() + "\"";
            }
        }
        return "the row";
    }

    @Override
    public RowliftException connecting(SQLException failure) {
        RowliftException known = service == null ? null : service.connecting(failure);
        if (known != null) {
            return known;
        }
        if (Unreachable.unknownHost(failure)) {
            return Unreachable.host(server);
        }
        String state = state(failure);
        return switch (state) {
            case "28P01", "28000" ->
                new ConfigurationException(
                        "PostgreSQL at " + server + " does not let login \"" + login + "\" into database \"" + database
                                + "\" (SQLSTATE " + state + ")",
                        "check user name and password, and the server's pg_hba.conf");
            case "3D000" ->
                new ConfigurationException(
                        "PostgreSQL at " + server + " has no database \"" + database + "\"",
                        "create it, or check the URL");
            case "42501" ->
                new ConfigurationException(
                        "login \"" + login + "\" may not connect to database \"" + database + "\" at " + server,
                        "GRANT CONNECT ON DATABASE to it");
            case "53300" ->
                Unreachable.crowded(
                        "PostgreSQL at " + server,
                        "SQLSTATE " + state,
                        "max_connections and the connection limits of database and login",
                        failure);
            // the driver's own: what the server asks of it first, it does not do
            case "08004" ->
                new ConfigurationException(
                        "PostgreSQL at " + server + " and the driver do not agree on how to connect (SQLSTATE 08004)",
                        "check that the server speaks TLS where that is required, that the password is not empty, and that"
                                + " pg_hba.conf asks for scram-sha-256, md5 or password");
            default -> Unreachable.server("PostgreSQL at " + server, "SQLSTATE " + state, failure);
        };
    }

    @Override
    public RowliftException doing(String task, SQLException failure) {
        String state = state(failure);
        String said = state.length() == 5 && HARMLESS_CLASSES.contains(state.substring(0, 2)) ? said(failure) : "";
        Fault fault = fault(failure);
        return new FailedException(
                task + " failed at PostgreSQL at " + server + " (SQLSTATE " + state + ")" + said,
                fault == Fault.LOST || fault == Fault.BUSY || fault == Fault.CROWDED
                        ? "run the same command again when the server is back"
                        : null,
                failure);
    }

    private static String said(SQLException failure) {
        ServerErrorMessage message = message(failure);
        String text = message == null ? null : message.getMessage();
        return text == null ? "" : ": " + text;
    }

    private static @Nullable ServerErrorMessage message(SQLException failure) {
        return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "unknown" : state;
    }
}
