package io.rowlift.target.dynamodb;

import java.time.Duration;

/**
 * How long requests may take and how long to wait in between.
 *
 * @param connect until a connection stands
 * @param silence until the service says something
 * @param attempt until a single request is answered in full, however slowly it trickles in
 * @param firstWait upper bound of the wait before the first retry; doubles with every further one
 * @param longestWait upper bound of every wait before a retry
 * @param poll between two looks at a table that is being created
 * @param patience how long nothing but broken connections and server errors is borne
 */
record Timing(
        Duration connect,
        Duration silence,
        Duration attempt,
        Duration firstWait,
        Duration longestWait,
        Duration poll,
        Duration patience) {

    /** A throttled partition needs seconds to split; a network that is gone for ten minutes needs a human. */
    static final Timing REAL = new Timing(
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofMinutes(10));
}
