package io.rowlift.target.dynamodb;

import io.rowlift.target.Traffic;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what got through and what it cost. */
final class Tally {

    private final LongAdder items = new LongAdder();
    private final DoubleAdder units = new DoubleAdder();
    private final LongAdder throttles = new LongAdder();

    void acknowledged(int count) {
        items.add(count);
    }

    void consumed(double writeUnits) {
        units.add(writeUnits);
    }

    void throttled() {
        throttles.increment();
    }

    Traffic traffic() {
        return new Traffic(items.sum(), units.sum(), throttles.sum());
    }
}
