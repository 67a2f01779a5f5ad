package io.rowlift.mapping;

import io.rowlift.mapping.ValueForm.Kind;
import io.rowlift.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that is ready to be filled in.
 *
 * @param name its name in the item
 * @param kind what it will hold
 * @param filling where its value comes from
 * @param subject names it in rejections
 */
record Slot(String name, Kind kind, Filling filling, String subject) {

    /** Where a value comes from. */
    @FunctionalInterface
    interface Filling {

        /**
         * Returns the value for a row.
         *
         * @param element what the item is repeated for, or null
         * @return null where there is nothing: NULL, or an empty set
         */
        @Nullable
        Value value(Row row, @Nullable Object element);
    }

    /** Returns the value for a row, or null where there is nothing. */
    @Nullable
    Value value(Row row, @Nullable Object element) {
        try {
            return filling.value(row, element);
        } catch (Rejection e) {
            throw e.of(subject);
        }
    }
}
