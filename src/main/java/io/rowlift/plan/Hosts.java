package io.rowlift.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine, so that nobody listens in between. */
public final class Hosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private Hosts() {}

    /** Returns whether a name or address, without a port, is this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
