package io.rowlift.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the target answered one access pattern.
 *
 * @param pattern the mapping's name of it
 * @param asked how often it was asked, each time for the keys of another real item
 * @param counted how many of the answers were compared with the pattern's SQL
 * @param wrong answers that lack the item whose keys were asked for, or that the SQL counts differently
 * @param firstWrong the first of them, as sentences that name keys
 * @param notAsked why it was not asked, or null when it was
 */
public record VerifiedPattern(
        String pattern,
        int asked,
        int counted,
        int wrong,
        List<String> firstWrong,
        @Nullable String notAsked) {

    public VerifiedPattern {
        firstWrong = List.copyOf(firstWrong);
    }
}
