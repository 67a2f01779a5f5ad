package io.rowlift.plan;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import java.net.UnknownHostException;

/**
 * What is said alike of all servers that cannot be reached, sources and targets. Settings are not called by the keys of a job
 * file: they may be options of a command line, and a target is read as a source when it is verified.
 */
public final class Unreachable {

    private Unreachable() {}

    /** Returns whether nobody knows the host's name. */
    public static boolean unknownHost(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    /** Returns what to say where the host's name is not known. */
    public static ConfigurationException host(String server) {
        return new ConfigurationException("the host in " + server + " is not known", "check the URL");
    }

    /**
     * Returns what to say where there is no other reason than the server's codes.
     *
     * @param server product and address
     * @param codes without the text, which may quote what must not be printed
     */
    public static FailedException server(String server, String codes, Throwable failure) {
        return new FailedException(
                "cannot connect to " + server + " (" + codes + ")",
                "check that the server runs, accepts connections from here and, for hosts other than this one, speaks TLS "
                        + "with a certificate for its name",
                failure);
    }

    /**
     * Returns what to say where the server has no connection for us.
     *
     * @param server product and address
     * @param codes without the text
     * @param limits the settings that limit them
     */
    public static FailedException crowded(String server, String codes, String limits, Throwable failure) {
        return new FailedException(
                server + " has no connection left (" + codes + ")",
                "close other sessions, or raise " + limits,
                failure);
    }
}
