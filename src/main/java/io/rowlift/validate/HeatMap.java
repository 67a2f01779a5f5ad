package io.rowlift.validate;

import java.util.List;

/**
 * How the items of a table, or the entries of an index, are spread over partition keys.
 *
 * @param items all items or entries
 * @param units the write units of all of them
 * @param partitions how many partition keys there are; -1 when there are more than were kept
 * @param error write units that each of the largest may have beyond what is counted
 * @param largest the largest keys by write units
 */
public record HeatMap(long items, long units, long partitions, long error, List<Partition> largest) {

    public HeatMap {
        largest = List.copyOf(largest);
    }

    /**
     * One partition key.
     *
     * @param key its value, as text
     * @param items under it
     * @param bytes of them
     * @param units to write them once
     */
    public record Partition(String key, long items, long bytes, long units) {}

    /** Returns the write units of the largest key. */
    public long largestUnits() {
        return largest.isEmpty() ? 0 : largest.get(0).units();
    }

    /** Returns the share of all write units that go to the largest key, 0 to 1. */
    public double largestShare() {
        return units == 0 ? 0 : (double) largestUnits() / units;
    }
}
