package io.rowlift.target.jdbc;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param patience how long a server may stay away before a run gives up: a failover or an upgrade of a managed database
 *     takes less
 * @param firstPause before the first repetition; the following ones are longer
 * @param longestPause before a repetition
 * @param recovery after which a server that took no more connections is asked for one more
 * @param lifetime of a connection: services end connections that are a day old
 */
public record Timing(
        Duration patience, Duration firstPause, Duration longestPause, Duration recovery, Duration lifetime) {
    /** For real servers. */
    public static final Timing REAL = new Timing(
            Duration.ofMinutes(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(30));
}
