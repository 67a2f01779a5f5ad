package io.rowlift.target.dynamodb;

/**
 * What reading an item takes, learned from the answers, so that a request asks for no more items than the ceiling bears.
 * Safe for use by several threads.
 */
final class ReadCost {

    /** Of the largest item there can be, read consistently: until more is known, any item may be one. */
    static final double MOST = 100;

    /** An answer of cheap items says little about the next ones. */
    private static final double FALL = 4;

    private double unitsPerItem = MOST;

    /**
     * Returns how many items to ask for at once.
     *
     * @param most without a ceiling
     */
    synchronized int items(ReadLimit limit, int most) {
        int units = limit.perRequest(Integer.MAX_VALUE);
        return units == Integer.MAX_VALUE ? most : (int) Math.max(1, Math.min(most, units / unitsPerItem));
    }

    /** Returns what so many items will take, about. */
    synchronized double units(int items) {
        return items * unitsPerItem;
    }

    /** An answer of so many items took so many units: believed at once when it is more than thought, by and by when less. */
    synchronized void learn(int items, double units) {
        if (items > 0) {
            double seen = units / items;
            unitsPerItem = Math.max(seen, unitsPerItem / FALL);
        }
    }
}
