package io.rowlift.config;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is being read, so that each problem says it.
 *
 * @param context for example {@code entity "Order", item 2}; empty at the top of a file
 * @param problems what is wrong so far
 */
record Scope(String context, Problems problems) {

    /** Returns the scope of a part of this part. */
    Scope in(String part) {
        return new Scope(context.isEmpty() ? part : context + ", " + part, problems);
    }

    void report(Location location, String message, @Nullable String remedy) {
        problems.add(location, context.isEmpty() ? message : context + ": " + message, remedy);
    }
}
