package io.rowlift.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine, so that nobody listens in between. */
final class Hosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private Hosts() {}

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
