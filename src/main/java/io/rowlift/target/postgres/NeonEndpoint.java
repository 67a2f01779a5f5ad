package io.rowlift.target.postgres;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.target.jdbc.Fault;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Neon's endpoints differ from a server: a pooler that loses what a session sets, computes that sleep, are started by
 * a connection and end connections when they go to sleep, and a proxy that says in its own words why it cannot.
 */
final class NeonEndpoint {

    private static final Pattern POOLED = Pattern.compile("^(ep-[a-z0-9-]+?)-pooler(\\..+)$");

    /**
     * Texts of Neon's proxy that pass, because the control plane is at work or full. From neondatabase/neon,
     * proxy/src/control_plane/errors.rs and messages.rs: {@code RUNNING_OPERATIONS}, {@code CONCURRENCY_LIMIT_REACHED},
     * {@code LOCK_ALREADY_TAKEN}, {@code ENDPOINT_IDLE}, {@code PROJECT_UNDER_MAINTENANCE}.
     */
    private static final List<String> PASSING = List.of(
            "Couldn't connect to compute node",
            "Failed to acquire permit to connect",
            "endpoint is temporarily unavailable",
            "RUNNING_OPERATIONS",
            "CONCURRENCY_LIMIT_REACHED",
            "LOCK_ALREADY_TAKEN",
            "ENDPOINT_IDLE",
            "PROJECT_UNDER_MAINTENANCE",
            "Control plane request failed");

    /** The state of all errors that the proxy makes itself. */
    private static final String PROXY = "XX000";

    /** Those that stay: a part of the text, what is wrong, what to do. */
    private static final List<Final> FINAL = List.of(
            new Final(
                    "QUOTA_EXCEEDED",
                    "the project has used up its quota",
                    "raise it in Neon's console or wait for the next month"),
            new Final(
                    "Check your quotas",
                    "it is unavailable for a while, or a quota is used up",
                    "look at the quotas in Neon's console, then run the same command again"),
            new Final(
                    "exceeded the compute time quota",
                    "the project has used up its quota",
                    "raise it in Neon's console or wait for the next month"),
            new Final(
                    "ACTIVE_ENDPOINTS_LIMIT_EXCEEDED",
                    "the project has too many active endpoints",
                    "suspend or delete one in Neon's console"),
            new Final(
                    "RATE_LIMIT_EXCEEDED",
                    "the project's connections are limited",
                    "wait a few minutes, then run the same command again"),
            new Final("endpoint cannot be found", "there is no such endpoint", "check the host in the target's url"),
            new Final("NOT_FOUND", "there is no such endpoint", "check the host in the target's url"),
            new Final("endpoint is disabled", "the endpoint is disabled", "enable it in Neon's console"),
            new Final("ENDPOINT_DISABLED", "the endpoint is disabled", "enable it in Neon's console"),
            new Final(
                    "ROLE_PROTECTED",
                    "the branch is protected against this role",
                    "use another role, or lift the protection in Neon's console"));

    private record Final(String text, String wrong, String remedy) {}

    private final String host;

    NeonEndpoint(String host) {
        this.host = host;
    }

    /**
     * Makes sure that a URL names no pooler: it gives a session's settings to others, and its own limits end long
     * statements.
     *
     * @throws ConfigurationException with the name of the direct endpoint
     */
    static void requireDirect(JdbcUrl url) {
        for (String host : url.hosts()) {
            Matcher matcher = POOLED.matcher(host);
            if (matcher.matches()) {
                throw new ConfigurationException(
                        "the target's url names Neon's pooler \"" + host + "\", which cannot be loaded through",
                        "write the direct endpoint \"" + matcher.group(1) + matcher.group(2) + "\"");
            }
        }
    }

    /** Returns what a failure means if it is of Neon's proxy; null for all others. */
    @Nullable
    Fault fault(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (!state.equals(PROXY) && !state.startsWith("08")) {
            return null; // of the database, whose text may hold values
        }
        String message = String.valueOf(failure.getMessage());
        if (reason(message) != null) {
            return Fault.FINAL;
        }
        return PASSING.stream().anyMatch(message::contains) ? Fault.BUSY : null;
    }

    /** Returns why nothing connects to the endpoint; null where it is not Neon's proxy that says so. */
    @Nullable
    RowliftException connecting(SQLException failure) {
        Final reason = reason(String.valueOf(failure.getMessage()));
        return reason == null
                ? null
                : new FailedException(
                        "Neon does not start the endpoint at " + host + ": " + reason.wrong(),
                        reason.remedy(),
                        failure);
    }

    private static @Nullable Final reason(String message) {
        return FINAL.stream()
                .filter(reason -> message.contains(reason.text()))
                .findFirst()
                .orElse(null);
    }
}
