package io.rowlift.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest of something, each with a bar, for example the hottest partition keys.
 *
 * @param title what is ranked, for example {@code Largest partition keys by items}
 * @param subject what a label is, for example {@code Partition key}
 * @param measure what a value is, for example {@code Items}
 * @param unit what the values are
 * @param bars in the order in which they are shown
 * @param note what the reader has to know about it, or null
 */
public record Bars(
        String title,
        String subject,
        String measure,
        Unit unit,
        List<Bar> bars,
        @Nullable String note) implements Block {

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * One of them.
     *
     * @param label whose value it is, letter for letter
     * @param value how much, at least 0
     * @param share its part of the whole, from 0 to 1
     * @param tone whether it stands out
     */
    public record Bar(String label, long value, double share, Tone tone) {}
}
