package io.rowlift.target;

import io.rowlift.schema.Row;
import org.jspecify.annotations.Nullable;

/** Tells whether a target can hold a row, without asking it. */
public interface RowCheck {
    /**
     * Returns why a row cannot be held, naming the column and never a value; null when it can.
     *
     * @param row laid out as it is read for the table
     */
    @Nullable
    String obstacle(Row row);
}
