package io.rowlift.verify.rows;

/**
 * Spans of hours, minutes and seconds by their microseconds: MySQL's times as {@code -838:59:59}, PostgreSQL's intervals
 * as {@code PT-838H-59M-59S}. A span of days or months is no number of microseconds, and stays a text.
 */
final class Spans {

    private static final int DIGITS = 6;

    private Spans() {}

    static byte[] of(Object value) {
        String text = value.toString();
        long micros = text.startsWith("P") ? interval(text) : time(text);
        return micros == Long.MIN_VALUE ? Texts.strange(text) : Numbers.whole(micros);
    }

    /** A span, rounded to so many digits of a second, half away from zero. */
    static Form rounded(int fraction) {
        long power = 1;
        for (int i = fraction; i < DIGITS; i++) {
            power *= 10;
        }
        long unit = power;
        return value -> {
            String text = value.toString();
            long micros = text.startsWith("P") ? interval(text) : time(text);
            if (micros == Long.MIN_VALUE) {
                return Texts.strange(text);
            }
            long up = micros < 0 ? micros - unit / 2 : micros + unit / 2;
            return Numbers.whole(up - up % unit);
        };
    }

    /** Reads {@code -838:59:59.5}; Long.MIN_VALUE for what is none. */
    private static long time(String text) {
        boolean negative = text.startsWith("-");
        long micros = 0;
        long part = 0;
        int colons = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                micros = (micros + part) * 60;
                part = 0;
                colons++;
            } else if (c == '.') {
                return colons == 2 ? signed(negative, micros + part, fraction(text, i + 1)) : Long.MIN_VALUE;
            } else if (c >= '0' && c <= '9') {
                part = part * 10 + c - '0';
            } else {
                return Long.MIN_VALUE;
            }
        }
        return colons == 2 ? signed(negative, micros + part, 0) : Long.MIN_VALUE;
    }

    private static long signed(boolean negative, long seconds, long fraction) {
        long micros = seconds * 1_000_000 + fraction;
        return fraction < 0 ? Long.MIN_VALUE : negative ? -micros : micros;
    }

    /** Reads digits up to the end of a text, or up to the letter S, as microseconds; -1 for what are none. */
    private static long fraction(String text, int begin) {
        long micros = 0;
        int end = text.endsWith("S") ? text.length() - 1 : text.length();
        if (end - begin > DIGITS) {
            return -1;
        }
        for (int i = begin; i < begin + DIGITS; i++) {
            char c = i < end ? text.charAt(i) : '0';
            if (c < '0' || c > '9') {
                return -1;
            }
            micros = micros * 10 + c - '0';
        }
        return micros;
    }

    /** Reads {@code PT-838H-59M-59.5S}; Long.MIN_VALUE for one with days, months or years. */
    private static long interval(String text) {
        if (!text.startsWith("PT")) {
            return Long.MIN_VALUE;
        }
        long micros = 0;
        int at = 2;
        while (at < text.length()) {
            boolean negative = text.charAt(at) == '-';
            at += negative ? 1 : 0;
            long part = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                part = part * 10 + text.charAt(at++) - '0';
            }
            char unit = at < text.length() ? text.charAt(at++) : ' ';
            if (unit == '.') {
                long last = signed(negative, part, fraction(text, at));
                return last == Long.MIN_VALUE || !text.endsWith("S") ? Long.MIN_VALUE : micros + last;
            }
            int seconds = seconds(unit);
            if (seconds == 0) {
                return Long.MIN_VALUE;
            }
            micros += signed(negative, part * seconds, 0);
        }
        return micros;
    }

    private static int seconds(char unit) {
        return switch (unit) {
            case 'H' -> 3600;
            case 'M' -> 60;
            case 'S' -> 1;
            default -> 0;
        };
    }
}
