package io.rowlift.source.jdbc;

import java.time.Duration;

/** Spans of time in a user's words. */
public final class Spans {

    private Spans() {}

    /** Returns {@code 2 days}, {@code 7 minutes}, {@code 1 second} or {@code 250 ms}: the largest unit, cut. */
    public static String text(Duration span) {
        if (span.toDays() > 0) {
            return counted(span.toDays(), "day");
        }
        if (span.toHours() > 0) {
            return counted(span.toHours(), "hour");
        }
        if (span.toMinutes() > 0) {
            return counted(span.toMinutes(), "minute");
        }
        return span.toSeconds() > 0 ? counted(span.toSeconds(), "second") : span.toMillis() + " ms";
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
