package io.rowlift.mapping;

import io.rowlift.schema.NotFinite;
import java.time.YearMonth;

/**
 * Dates and timestamps as a row holds them: text in ISO 8601, see {@link io.rowlift.schema.Type}. Works on the text,
 * because its years and MySQL's zero dates are wider than any calendar class. A timestamp without a zone counts as UTC.
 */
final class Moments {

    private static final int DATE = "2024-02-29".length();
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_TO_1970 = 719_468;
    private static final int SECONDS_PER_DAY = 86_400;

    private Moments() {}

    /**
     * Returns the text of a finite date or timestamp.
     *
     * @throws Rejection if it is infinite
     */
    static String finite(Object value) {
        if (value instanceof NotFinite) {
            throw new Rejection("is " + value);
        }
        return (String) value;
    }

    /**
     * Returns the text of a date or timestamp that a key can hold: all of one width, so that they sort by time.
     *
     * @param width characters of each value of the type
     * @throws Rejection if it is infinite, a zero date, or outside the years 1 to 9999
     */
    static String sortable(Object value, int width) {
        String text = finite(value);
        char first = text.charAt(0);
        if (first == '+' || first == '-') {
            throw new Rejection("is outside the years 1 to 9999");
        }
        checkNotZero(text);
        if (text.length() != width) {
            throw new Rejection("is not of the form that its type declares");
        }
        return text;
    }

    private static void checkNotZero(String text) {
        if (text.startsWith("0000") || text.startsWith("00", 5) || text.startsWith("00", 8)) {
            throw new Rejection("is a zero date");
        }
    }

    /**
     * Returns seconds since 1970-01-01T00:00:00Z; a fraction is cut towards the past.
     *
     * @throws Rejection if it is infinite, a zero date, or a day that no calendar has, as MySQL keeps them with
     *     ALLOW_INVALID_DATES: February 31st would count as a day of March
     */
    static long epochSeconds(Object value) {
        String text = finite(value);
        int yearEnd = text.indexOf('-', 1);
        int time = yearEnd + "-02-29T".length();
        if (text.charAt(0) != '+' && text.charAt(0) != '-') {
            checkNotZero(text);
        }
        long year = Long.parseLong(text.substring(0, yearEnd));
        int month = number(text, yearEnd + 1);
        int day = number(text, yearEnd + 4);
        if (day > YearMonth.of((int) Math.floorMod(year, 400L), month).lengthOfMonth()) {
            throw new Rejection("is no day of the calendar");
        }
        long days = days(year, month, day);
        long seconds = days * SECONDS_PER_DAY;
        if (time > text.length()) {
            return seconds;
        }
        return seconds + number(text, time) * 3600L + number(text, time + 3) * 60L + number(text, time + 6);
    }

    /**
     * Returns milliseconds since 1970-01-01T00:00:00Z; digits beyond them are cut towards the past.
     *
     * @throws Rejection as {@link #epochSeconds} does
     */
    static long epochMillis(Object value) {
        long seconds = epochSeconds(value);
        String text = finite(value);
        int point = text.indexOf('.');
        long millis = 0;
        for (int i = 1; i <= 3; i++) {
            int digit = point < 0 || point + i >= text.length() ? 0 : text.charAt(point + i) - '0';
            millis = millis * 10 + (digit >= 0 && digit <= 9 ? digit : 0);
        }
        return seconds * 1000 + millis;
    }

    /** Appends a time or timestamp with exactly so many fraction digits: further ones are cut, missing ones are 0. */
    static void appendWithFraction(String text, int digits, StringBuilder out) {
        int zone = zoneStart(text);
        int point = text.indexOf('.');
        out.append(text, 0, point < 0 ? zone : point);
        if (digits > 0) {
            out.append('.');
            for (int i = 1; i <= digits; i++) {
                out.append(point < 0 || point + i >= zone ? '0' : text.charAt(point + i));
            }
        }
        out.append(text, zone, text.length());
    }

    private static int zoneStart(String text) {
        int begin = text.indexOf('T') > 0 ? DATE : 1;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'Z' || c == '+' || c == '-') {
                return i;
            }
        }
        return text.length();
    }

    private static int number(String text, int position) {
        return (text.charAt(position) - '0') * 10 + text.charAt(position + 1) - '0';
    }

    /** Days since 1970-01-01 in the Gregorian calendar, in eras of 400 years that begin in March. */
    private static long days(long year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
    }
}
