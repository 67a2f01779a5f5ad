package io.rowlift.verify.rows;

import org.jspecify.annotations.Nullable;

/**
 * A row that is not the same on both sides, as they were read.
 *
 * @param source what the source has, or null
 * @param target what the target has, or null
 */
record Suspect(@Nullable Trace source, @Nullable Trace target) {

    /** Returns whichever there is, the source's first. */
    Trace either() {
        if (source != null) {
            return source;
        }
        if (target == null) {
            throw new IllegalStateException("a row of neither side");
        }
        return target;
    }
}
