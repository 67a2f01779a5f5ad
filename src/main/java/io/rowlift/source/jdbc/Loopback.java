package io.rowlift.source.jdbc;

import java.util.Arrays;
import java.util.Locale;

/** Tells addresses of this machine from others by their text, without asking a name server. */
public final class Loopback {

    private Loopback() {}

    /** Returns whether all hosts of a comma-separated list are this machine. */
    public static boolean all(String hosts) {
        return Arrays.stream(hosts.split(",", -1)).allMatch(Loopback::one);
    }

    private static boolean one(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
