package io.rowlift.verify;

import io.rowlift.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * An attribute whose values differ.
 *
 * @param name the attribute
 * @param expected what the source's row makes, or null when it makes no such attribute
 * @param found what the target holds, or null when it holds no such attribute
 */
public record AttributeDifference(
        String name, @Nullable Value expected, @Nullable Value found) {

    /** How an attribute can differ. */
    public enum Kind {
        MISSING,
        UNEXPECTED,
        DIFFERENT
    }

    /** Returns how it differs. */
    public Kind kind() {
        if (found == null) {
            return Kind.MISSING;
        }
        return expected == null ? Kind.UNEXPECTED : Kind.DIFFERENT;
    }
}
