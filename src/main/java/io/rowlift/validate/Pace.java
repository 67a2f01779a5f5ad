package io.rowlift.validate;

import java.time.Duration;

/**
 * How long a load takes by one of the things that limit it.
 *
 * @param limit what limits
 * @param unitsPerSecond write units that it lets through in a second: in all by the job's ceiling, otherwise in the table or
 *     index that takes longest
 * @param duration how long the load takes at least, up to a full second
 */
public record Pace(Limit limit, long unitsPerSecond, Duration duration) {

    /** What limits a load. */
    public enum Limit {
        /** The job's {@code maxWriteUnits}, over all tables, indexes and workers. */
        CEILING,
        /** What a new table on demand takes, and each of its indexes, before it has grown. */
        NEW_ON_DEMAND,
        /** What the mapping provisions for a table and for each of its indexes. */
        PROVISIONED,
        /** What one partition takes, and so one partition key before its items are split by their sort keys. */
        PARTITION
    }

    /** Returns the pace of so many units. */
    static Pace of(Limit limit, long units, long unitsPerSecond) {
        return new Pace(limit, unitsPerSecond, Duration.ofSeconds(ceil(units, unitsPerSecond)));
    }

    static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
