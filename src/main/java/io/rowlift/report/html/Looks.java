package io.rowlift.report.html;

import io.rowlift.problem.Finding;
import io.rowlift.report.Figures;
import io.rowlift.report.Tone;
import io.rowlift.report.Unit;
import io.rowlift.report.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How judgements and values are shown: one place for all templates. */
final class Looks {

    /** How many examples of a finding are shown at once. */
    static final int EXAMPLES = 5;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Looks() {}

    /** Returns the class that colours a judgement. */
    static String css(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    static Tone tone(Finding.Severity severity) {
        return switch (severity) {
            case PROBLEM -> Tone.PROBLEM;
            case WARNING -> Tone.WARNING;
            case NOTE -> Tone.PLAIN;
        };
    }

    static String word(Finding.Severity severity) {
        return switch (severity) {
            case PROBLEM -> "Problem";
            case WARNING -> "Warning";
            case NOTE -> "Note";
        };
    }

    static Tone tone(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASS -> Tone.GOOD;
            case WARN -> Tone.WARNING;
            case FAIL -> Tone.PROBLEM;
        };
    }

    static String word(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASS -> "Passed";
            case WARN -> "Passed with warnings";
            case FAIL -> "Failed";
        };
    }

    static String value(Unit unit, long value) {
        return switch (unit) {
            case COUNT -> Figures.count(value);
            case BYTES -> Figures.bytes(value);
        };
    }

    /** Returns a message as a sentence starts; names are in quotes and keep their case. */
    static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** Returns a length within a drawing, in percent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }
}
