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
     * @param units write units by partition key of tables and indexes
     * @param own write units in the tables themselves
     */
    void add(Map<String, Long> units, long own) {
        all += own;
        hottest += units.values().stream().mapToLong(each -> each).max().orElse(0);
    }

    void merge(HotWrites other) {
        all += other.all;
        hottest += other.hottest;
    }

    /** Returns the write units of the hottest partition key of each chunk as a share of those of its tables, 0 to 1. */
    double share() {
        return all == 0 ? 0 : Math.min(1, (double) hottest / all);
    }
}
