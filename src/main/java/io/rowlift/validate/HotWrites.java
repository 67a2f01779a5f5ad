package io.rowlift.validate;

import java.util.Map;

/**
 * How much of what is written at the same time goes to one partition key, when rows are written in the order in which
 * they are read. DynamoDB takes 1,000 write units per second and partition.
 */
final class HotWrites {

    private long all;
    private long hottest;

    /**
     * Adds what is written together.
     *
     * @param units write units by partition key
     */
    void add(Map<String, Long> units) {
        long most = 0;
        for (long each : units.values()) {
            all += each;
            most = Math.max(most, each);
        }
        hottest += most;
    }

    void merge(HotWrites other) {
        all += other.all;
        hottest += other.hottest;
    }

    /** Returns the share of the hottest partition key of each chunk, 0 to 1. */
    double share() {
        return all == 0 ? 0 : (double) hottest / all;
    }
}
