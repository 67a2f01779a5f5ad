package io.rowlift.schema;

import org.jspecify.annotations.Nullable;

/**
 * Stands in a {@link Row} for a value that the column's {@link Type} cannot hold, for example an array that does not
 * begin at index 1. A row that uses such a column is rejected with the reason, unless the target takes the text; others
 * may ignore it.
 *
 * @param reason why, free of values, to be read after "column x: "
 * @param text the value in the source's own text form, for a target that reads the same; null where there is none
 */
public record Unreadable(String reason, @Nullable String text) {

    /** Describes a value without a text form. */
    public Unreadable(String reason) {
        this(reason, null);
    }

    /** Names the reason only: a value is shown to nobody by accident. */
    @Override
    public String toString() {
        return "Unreadable[reason=" + reason + "]";
    }
}
