package io.rowlift.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, in the words a user reads.
 *
 * @param location where it was written, or null when no file is to blame
 * @param message what is wrong: lower case, identifiers in double quotes, found and expected; never a row value
 * @param remedy what to do about it, or null when the message already says so
 */
public record Problem(
        @Nullable Location location,
        String message,
        @Nullable String remedy) {

    @Override
    public String toString() {
        String text = location == null ? message : location + ": " + message;
        return remedy == null ? text : text + "; " + remedy;
    }
}
