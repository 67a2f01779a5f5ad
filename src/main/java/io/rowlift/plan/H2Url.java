package io.rowlift.plan;

import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.util.List;
import java.util.Locale;

/** The JDBC URL of a store in H2, whose settings can run scripts and load classes unless only harmless ones are taken. */
public final class H2Url {

    private static final String START = "jdbc:h2:";

    private static final List<String> SETTINGS =
            List.of("CACHE_SIZE", "DB_CLOSE_ON_EXIT", "IFEXISTS", "LOCK_TIMEOUT", "TRACE_LEVEL_FILE", "WRITE_DELAY");

    private H2Url() {}

    /** Returns whether H2 is asked for. */
    public static boolean isOne(String url) {
        return url.startsWith(START);
    }

    /**
     * Returns what is wrong with the URL of a store.
     *
     * @param insecure whether the job trusts the network
     */
    public static List<Problem> problems(String url, boolean insecure) {
        Problems problems = new Problems();
        String[] parts = url.split("(?<!\\\\);", -1);
        String place = parts[0].substring(START.length());
        if (place.toLowerCase(Locale.ROOT).startsWith("mem:")) {
            problems.add(
                    null,
                    "\"url\" names a store in memory, which a stopped run could not be continued from",
                    "use jdbc:h2:file:..., PostgreSQL or MySQL, or leave the url out");
        }
        if (remote(place) && !insecure) {
            problems.add(
                    null,
                    "\"url\" names an H2 server on another host, whose connection is not verified",
                    "use PostgreSQL or MySQL, or write insecure: true beside it if this network is to be trusted");
        }
        for (int i = 1; i < parts.length; i++) {
            String name = parts[i].replaceFirst("=.*", "").strip().toUpperCase(Locale.ROOT);
            if (!name.isEmpty() && !SETTINGS.contains(name)) {
                String suggestion = Suggestion.didYouMean(name, SETTINGS);
                problems.add(
                        null,
                        "\"url\" has the setting \"" + name + "\", which Rowlift does not pass on",
                        suggestion != null
                                ? suggestion
                                : "leave it out; settings that are passed on: " + String.join(", ", SETTINGS));
            }
        }
        return problems.list();
    }

    private static boolean remote(String place) {
        if (!place.matches("(?is)(tcp|ssl):.*")) {
            return false;
        }
        String server = place.replaceFirst("^[A-Za-z]+:(//)?", "").replaceFirst("/.*", "");
        for (String host : server.split(",", -1)) {
            if (!Hosts.isLoopback(host.replaceFirst(":[0-9]*$", ""))) {
                return true;
            }
        }
        return false;
    }
}
