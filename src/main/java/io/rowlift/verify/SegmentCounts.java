package io.rowlift.verify;

/**
 * What was counted in a segment of a table of the target.
 *
 * @param items all items
 * @param foreign items of a shared table whose keys match no template of the mapping
 * @param extra items that no row makes
 */
record SegmentCounts(long items, long foreign, long extra) {

    static final int FIELDS = 3;
    static final SegmentCounts ZERO = new SegmentCounts(0, 0, 0);

    static SegmentCounts of(long... fields) {
        return new SegmentCounts(fields[0], fields[1], fields[2]);
    }

    long[] fields() {
        return new long[] {items, foreign, extra};
    }

    SegmentCounts plus(SegmentCounts other) {
        return new SegmentCounts(items + other.items, foreign + other.foreign, extra + other.extra);
    }
}
