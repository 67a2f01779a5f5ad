package io.rowlift.source.mysql;

import io.rowlift.plan.Unreachable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.source.jdbc.Failures;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * What the error numbers of MySQL and MariaDB mean. The server's text is repeated only where it speaks of the
 * statement or of rights; elsewhere it may quote row values.
 */
final class MySqlFailures implements Failures {

    /** Too many connections, shutting down, lock wait, deadlock, killed by somebody or for idling. */
    private static final Set<Integer> TEMPORARY = Set.of(1040, 1053, 1077, 1079, 1203, 1205, 1213, 1927, 4031);

    private static final Set<Integer> ABOUT_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370, 1356, 1146, 1054);

    /** A date or a value of a stricter type that is none; a function of the user that signals. */
    private static final Set<Integer> OF_VALUE = Set.of(1292, 1411, 1525, 1644);

    private final String product;
    private final String server;
    private final String database;
    private final String login;

    MySqlFailures(String product, String server, String database, String login) {
        this.product = product;
        this.server = server;
        this.database = database;
        this.login = login;
    }

    @Override
    public boolean temporary(SQLException failure) {
        String state = failure.getSQLState();
        return TEMPORARY.contains(failure.getErrorCode())
                || failure.getCause() instanceof IOException // how a cursor of the server reports a lost connection
                || (state != null && state.startsWith("08") && failure.getErrorCode() != 1045);
    }

    @Override
    public boolean ofValue(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return OF_VALUE.contains(failure.getErrorCode()) || state.startsWith("22") || state.startsWith("21");
    }

    @Override
    public RowliftException connecting(SQLException failure) {
        if (Unreachable.unknownHost(failure)) {
            return Unreachable.host(server);
        }
        return switch (failure.getErrorCode()) {
            case 1045, 1698 ->
                new ConfigurationException(
                        product + " at " + server + " does not let login \"" + login + "\" in (error "
                                + failure.getErrorCode() + ")",
                        "check user name and password, and from which hosts the login may connect");
            case 1044 ->
                new ConfigurationException(
                        "login \"" + login + "\" may not use database \"" + database + "\" at " + server,
                        "GRANT SELECT on the database to it");
            case 1049 ->
                new ConfigurationException(
                        product + " at " + server + " has no database \"" + database + "\"", "check the URL");
            case 1040, 1203, 1226 ->
                Unreachable.crowded(
                        product + " at " + server,
                        codes(failure),
                        "max_connections, and max_user_connections of the login",
                        failure);
            case 1129 ->
                new ConfigurationException(
                        product + " at " + server
                                + " takes no connection from this host after many failures (error 1129)",
                        "mend what has failed, then run FLUSH HOSTS there");
            case 1130 ->
                new ConfigurationException(
                        product + " at " + server + " has no login for this host (error 1130)",
                        "create the login for the address that it comes from, or for '%'");
            default -> withoutNumber(failure);
        };
    }

    /** The driver's own refusals have a SQLSTATE only; its text quotes the URL. */
    private RowliftException withoutNumber(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "08004" ->
                new ConfigurationException(
                        product + " at " + server + " refuses the connection (" + codes(failure) + ")",
                        "check from which hosts the login may connect, and max_connections");
            case "S1009" ->
                new ConfigurationException(
                        "the driver of MySQL does not take a parameter of the URL (SQLSTATE S1009)",
                        "check the values behind the \"?\"");
            default -> Unreachable.server(product + " at " + server, codes(failure), failure);
        };
    }

    private static String codes(SQLException failure) {
        return "SQLSTATE " + failure.getSQLState() + ", error " + failure.getErrorCode();
    }

    @Override
    public RowliftException reading(SQLException failure) {
        String said = ABOUT_RIGHTS.contains(failure.getErrorCode()) ? ": " + compiling(failure) : "";
        return new FailedException(
                "reading from " + product + " at " + server + " failed (SQLSTATE " + failure.getSQLState() + ", error "
                        + failure.getErrorCode() + ")" + said,
                temporary(failure) ? "run the same command again when the server is back" : null,
                failure);
    }

    @Override
    public String compiling(SQLException failure) {
        String message = failure.getMessage();
        return message == null ? "error " + failure.getErrorCode() : message;
    }
}
