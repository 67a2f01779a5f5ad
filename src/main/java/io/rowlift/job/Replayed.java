package io.rowlift.job;

import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Standing;

/**
 * Entries of the target's ledger for rows that were rejected first and written by a replay: one for each range that has
 * such rows, beside its own, so that these rows too are written exactly once and counted.
 */
final class Replayed {

    /** What is -1 belongs to the target. */
    private static final int FIRST = -2;

    private Replayed() {}

    /** Returns the number under which the ledger counts the replayed rows of a range. */
    static int entry(int range) {
        return FIRST - range;
    }

    /** Returns how many rows of a range were written by replays. */
    static long of(RowWriter writer, int range) {
        return writer.standing(entry(range)).map(Standing::written).orElse(0L);
    }
}
