package io.rowlift.report;

import java.util.List;

/**
 * The outcome in one line.
 *
 * @param outcome whether the reader has to act
 * @param sentence the outcome in words, for example {@code 3 problems stand in the way of this migration.}
 * @param figures the few numbers that matter most, for example {@code rows read} and {@code items compared}
 */
public record Verdict(Outcome outcome, String sentence, List<Fact> figures) {

    public Verdict {
        figures = List.copyOf(figures);
    }

    /** Whether the reader has to act. */
    public enum Outcome {
        /** Nothing stands in the way. */
        PASS,
        /** Nothing stands in the way, but somebody should decide knowingly. */
        WARN,
        /** Something has to be mended. */
        FAIL
    }
}
