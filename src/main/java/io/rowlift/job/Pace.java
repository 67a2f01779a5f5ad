package io.rowlift.job;

import java.time.Duration;

/**
 * The times of a run, and what it holds in memory.
 *
 * @param lease how long a run that has died keeps others from continuing, where the store is shared
 * @param heartbeat how often the lease is renewed; several times within its length
 * @param display how often other processes are told how far the run is
 * @param schema how often a range is claimed, at the most, without looking at the source's schema again
 * @param keyMemory bytes for the hashes of the key check
 * @param portion bytes of rows, about, that are written in one transaction of a relational target
 */
record Pace(Duration lease, Duration heartbeat, Duration display, Duration schema, long keyMemory, long portion) {

    static final Pace STEADY = new Pace(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            16L << 20,
            8L << 20);
}
