package io.rowlift.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {

    private Figures() {}

    /** Returns {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns {@code 1 row} or {@code 12,345 rows}. */
    public static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns {@code 12,345 rows/s}; below ten with one fraction digit. */
    public static String rate(double perSecond, String things) {
        String number = perSecond > 0 && perSecond < 9.95
                ? String.format(Locale.ROOT, "%.1f", perSecond)
                : count(Math.round(perSecond));
        return number + " " + things + "/s";
    }

    /** Returns what a whole lasted per second; 0 for nothing. */
    public static double perSecond(double amount, Duration duration) {
        return duration.isZero() ? 0 : amount / (duration.toNanos() / 1e9);
    }

    /** Returns the two largest units: {@code 850 ms}, {@code 12.3 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 1 d 3 h}. */
    public static String duration(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toMillis() < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return wholeSeconds(duration);
    }

    /** Returns the same without fractions, for what is only estimated. */
    public static String wholeSeconds(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }

    /** Returns {@code 42%}, rounded down, so that only what is done is 100%. */
    public static String percent(double share) {
        return (int) (share * 100) + "%";
    }

    /** Returns a moment in UTC to the second. */
    public static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
