package io.rowlift.target.jdbc;

import io.rowlift.target.Traffic;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a target has done. */
final class Tally {

    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder repeats = new LongAdder();

    void committed(long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
    }

    void repeated() {
        repeats.increment();
    }

    Traffic traffic() {
        return new Traffic(rows.sum(), bytes.sum(), repeats.sum());
    }
}
