package io.rowlift.verify;

import io.rowlift.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * An attribute whose values differ.
 *
 * @param name the attribute
 * @param kind how it differs
 * @param expected what the source's row makes; null when it makes no such attribute, or when values are not kept
 * @param found what the target holds; null when it holds no such attribute, or when values are not kept
 */
public record AttributeDifference(
        String name,
        Kind kind,
        @Nullable Value expected,
        @Nullable Value found) {

    /** How an attribute can differ. */
    public enum Kind {
        MISSING,
        UNEXPECTED,
        DIFFERENT
    }

    /** Returns the difference of an attribute that at least one side has. */
    static AttributeDifference of(String name, @Nullable Value expected, @Nullable Value found) {
        if (found == null) {
            return new AttributeDifference(name, Kind.MISSING, expected, null);
        }
        return new AttributeDifference(name, expected == null ? Kind.UNEXPECTED : Kind.DIFFERENT, expected, found);
    }
}
