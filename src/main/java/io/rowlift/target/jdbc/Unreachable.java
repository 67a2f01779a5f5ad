package io.rowlift.target.jdbc;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import java.net.UnknownHostException;
import java.sql.SQLException;

/** What is said alike of all servers that cannot be reached. */
public final class Unreachable {

    private Unreachable() {}

    /** Returns whether nobody knows the host's name. */
    public static boolean unknownHost(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** Returns what to say where the host's name is not known. */
    public static ConfigurationException host(String server) {
        return new ConfigurationException("the target's host in " + server + " is not known", "check the target's url");
    }

    /**
     * Returns what to say where there is no other reason than the server's codes.
     *
     * @param server product and address
     * @param codes without the text, which may quote what must not be printed
     */
    public static FailedException server(String server, String codes, SQLException failure) {
        return new FailedException(
                "cannot connect to " + server + " (" + codes + ")",
                "check that the server runs, accepts connections from here and, for hosts other than this one, speaks TLS "
                        + "with a certificate for its name",
                failure);
    }
}
