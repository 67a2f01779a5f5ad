package io.rowlift.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens when, for example the order of a load.
 *
 * @param title what happens
 * @param subject what a label is, for example {@code Entity}
 * @param spans in the order in which they are shown
 * @param note what the reader has to know about it, or null
 */
public record Timeline(
        String title,
        String subject,
        List<Span> spans,
        @Nullable String note) implements Block {

    public Timeline {
        spans = List.copyOf(spans);
    }

    /**
     * One that takes its time.
     *
     * @param label what
     * @param start how long after the beginning
     * @param length how long
     * @param detail more about it, for example {@code 12 ranges, 48,120 items}, or null
     */
    public record Span(
            String label,
            Duration start,
            Duration length,
            @Nullable String detail) {}
}
