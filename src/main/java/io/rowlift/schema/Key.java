package io.rowlift.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns that identify a row.
 *
 * @param name the constraint's or index's name
 * @param columns in the order of the index
 * @param primary whether it is the primary key
 * @param weakness why the source does not guarantee that every row has its own non-null value, for example
 *     {@code the index is partial}; null when it does
 */
public record Key(
        String name,
        List<String> columns,
        boolean primary,
        @Nullable String weakness) {

    public Key {
        columns = List.copyOf(columns);
    }

    /** Returns whether the source guarantees one row per value, for all rows, without NULL. */
    public boolean guaranteed() {
        return weakness == null;
    }
}
