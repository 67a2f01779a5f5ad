package io.rowlift.verify;

import io.rowlift.plan.Range;

/**
 * A part of an entity that is compared in one go.
 *
 * @param number counted from 0 over all entities
 * @param entity the mapping's name of it
 * @param range where it is
 * @param rows how many of its first rows are compared, 0 for all of them
 * @param last whether its last row is compared, too
 */
public record Slice(int number, String entity, Range range, int rows, boolean last) {

    /** Returns whether all of its rows are compared. */
    public boolean whole() {
        return rows == 0;
    }
}
