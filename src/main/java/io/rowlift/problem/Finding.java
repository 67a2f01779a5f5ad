package io.rowlift.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a dry run has to say.
 *
 * @param severity whether it stands in the way
 * @param code stable name of its kind for machines, for example {@code key-collision}
 * @param subject what it is about, as the mapping or the source calls it, for example {@code entity "Order", item 2}
 * @param message what was found and what was expected: lower case, identifiers in double quotes; keys, never values
 * @param remedy what to do about it, or null when there is nothing to do
 * @param location where in the mapping it stands, or null when no file is to blame
 * @param count how many rows, items or keys are concerned; 0 where counting has no meaning
 * @param examples the first of them, by their keys
 */
public record Finding(
        Severity severity,
        String code,
        String subject,
        String message,
        @Nullable String remedy,
        @Nullable Location location,
        long count,
        List<String> examples) {

    public Finding {
        examples = List.copyOf(examples);
    }

    /** Returns a finding that no file is to blame for and where counting has no meaning. */
    public static Finding of(Severity severity, String code, String subject, String message, @Nullable String remedy) {
        return new Finding(severity, code, subject, message, remedy, null, 0, List.of());
    }

    /** Returns the same finding, about so many rows, items or keys. */
    public Finding counted(long number, List<String> first) {
        return new Finding(severity, code, subject, message, remedy, location, number, first);
    }

    /** How bad it is. */
    public enum Severity {
        /** The migration would fail, lose or change something: exit code 6. */
        PROBLEM,
        /** The migration would succeed, but somebody should decide knowingly. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
