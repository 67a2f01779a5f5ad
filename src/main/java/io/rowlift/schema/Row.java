package io.rowlift.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One root row with its joined parents and embedded children, laid out by a {@link Shape}. Immutable by agreement. */
public final class Row {

    private final @Nullable Object[] values;

    /** Takes the values over without copying: the caller must not change the array afterwards. */
    public Row(@Nullable Object[] values) {
        this.values = values;
    }

    /** Returns the value at a position of the shape; null is SQL's NULL. */
    public @Nullable Object get(int position) {
        return values[position];
    }

    /** Returns the value at a position that cannot be NULL. */
    public Object required(int position) {
        return Objects.requireNonNull(values[position], "a key column is NULL");
    }

    /** Returns the rows of the child at a position, see {@link Shape#child}. */
    @SuppressWarnings("unchecked") // the shape promises a list of rows at child positions
    public List<Row> children(int position) {
        return (List<Row>) Objects.requireNonNull(values[position], "a child is missing");
    }

    /** Returns the number of positions, children included. */
    public int size() {
        return values.length;
    }
}
