package io.rowlift.verify;

/**
 * What was counted in a slice.
 *
 * @param rows selected by the source
 * @param rejected rows that the mapping rejects
 * @param equal items that are as they should be
 * @param missing items that the target lacks
 * @param different items that the target holds with another value
 * @param expired items that the target lacks because their time is over
 * @param changed how many of the missing and different ones belong to rows that are known to have changed since the load
 * @param runs files with the hashes of the keys
 */
record SliceCounts(
        long rows, long rejected, long equal, long missing, long different, long expired, long changed, long runs) {

    static final int FIELDS = 8;
    static final SliceCounts ZERO = new SliceCounts(0, 0, 0, 0, 0, 0, 0, 0);

    static SliceCounts of(long... fields) {
        return new SliceCounts(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7]);
    }

    long[] fields() {
        return new long[] {rows, rejected, equal, missing, different, expired, changed, runs};
    }

    SliceCounts plus(SliceCounts other) {
        return new SliceCounts(
                rows + other.rows,
                rejected + other.rejected,
                equal + other.equal,
                missing + other.missing,
                different + other.different,
                expired + other.expired,
                changed + other.changed,
                runs + other.runs);
    }

    long items() {
        return equal + missing + different + expired;
    }
}
