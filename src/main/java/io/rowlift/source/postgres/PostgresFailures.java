package io.rowlift.source.postgres;

import io.rowlift.plan.Unreachable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.source.jdbc.Failures;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's SQLSTATEs mean. The server's text is repeated only for classes whose messages name objects and
 * never quote row values.
 */
final class PostgresFailures implements Failures {

    /** Going down, starting, out of slots, a conflict on a standby or with another transaction. */
    private static final Set<String> TEMPORARY =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300", "40001", "40P01", "25P03");

    private static final Set<String> HARMLESS_CLASSES = Set.of("42", "25", "28", "3D", "53", "55", "57", "0A");

    private final String server;
    private final String database;
    private final String login;

    PostgresFailures(String server, String database, String login) {
        this.server = server;
        this.database = database;
        this.login = login;
    }

    @Override
    public boolean temporary(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || TEMPORARY.contains(state);
    }

    @Override
    public boolean ofValue(SQLException failure) {
        return state(failure).startsWith("22")
                || state(failure).startsWith("21")
                || state(failure).equals("P0001");
    }

    @Override
    public RowliftException connecting(SQLException failure) {
        String state = state(failure);
        if (Unreachable.unknownHost(failure)) {
            return Unreachable.host(server);
        }
        return switch (state) {
            case "28P01", "28000" ->
                new ConfigurationException(
                        "PostgreSQL at " + server + " does not let login \"" + login + "\" into database \"" + database
                                + "\" (SQLSTATE " + state + ")",
                        "check user name and password, and the server's pg_hba.conf");
            case "3D000" ->
                new ConfigurationException(
                        "PostgreSQL at " + server + " has no database \"" + database + "\"", "check the URL");
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
    public RowliftException reading(SQLException failure) {
        String state = state(failure);
        String said = state.length() == 5 && HARMLESS_CLASSES.contains(state.substring(0, 2))
                ? ": " + compiling(failure)
                : "";
        return new FailedException(
                "reading from PostgreSQL at " + server + " failed (SQLSTATE " + state + ")" + said,
                temporary(failure) ? "run the same command again when the server is back" : null,
                failure);
    }

    @Override
    public String compiling(SQLException failure) {
        ServerErrorMessage message =
                failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String text = message == null ? null : message.getMessage();
        return text == null ? "SQLSTATE " + state(failure) : text;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "unknown" : state;
    }
}
