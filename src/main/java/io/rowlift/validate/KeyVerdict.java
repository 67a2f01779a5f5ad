package io.rowlift.validate;

/**
 * Whether two rows can end in one item.
 *
 * @param outcome what is known
 * @param argument why, in one line
 * @param checked keys of this entity that were compared with all others; 0 when nothing had to be
 */
public record KeyVerdict(Outcome outcome, String argument, long checked) {

    /** What is known. */
    public enum Outcome {
        /** Impossible: mapping and constraints of the source forbid it. */
        PROVED,
        /** It happens. */
        DISPROVED,
        /** It does not happen among the rows that were read. */
        CHECKED,
        /** So many keys of other entities collide that not all could be told apart. */
        UNKNOWN
    }
}
