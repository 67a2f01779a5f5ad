package io.rowlift.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {

    private static final List<String> BYTE_UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");

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

    /** Returns {@code 12.3%}, to the nearest tenth; what is neither nothing nor everything never looks like it. */
    public static String share(double share) {
        if (share > 0 && share < 0.001) {
            return "<0.1%";
        }
        if (share > 0.999 && share < 1) {
            return ">99.9%";
        }
        return decimal(share * 100) + "%";
    }

    /** Returns {@code 980 B}, {@code 1.5 KB}, {@code 400 KB}: a KB is 1,024 bytes, as DynamoDB's limits count. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1023.95 && unit < BYTE_UNITS.size() - 1) {
            size /= 1024;
            unit++;
        }
        return decimal(size) + " " + BYTE_UNITS.get(unit);
    }

    /** To the nearest tenth, without a zero after the point. */
    private static String decimal(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0 ? count(tenths / 10) : count(tenths / 10) + "." + tenths % 10;
    }

    /** Returns a moment in UTC to the second. */
    public static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
