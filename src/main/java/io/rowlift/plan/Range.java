package io.rowlift.plan;

import org.jspecify.annotations.Nullable;

/**
 * A half-open slice of an entity's key order.
 *
 * @param number counted from 0 in key order
 * @param lower the first key of the slice, included; null for the first range, which is open below
 * @param upper the first key after the slice; null for the last range, which is open above, so that rows that arrive
 *     during the run beyond the planned end are read too
 */
public record Range(
        int number, @Nullable Checkpoint lower, @Nullable Checkpoint upper) {

    /** The whole of an entity. */
    public static final Range ALL = new Range(0, null, null);
}
