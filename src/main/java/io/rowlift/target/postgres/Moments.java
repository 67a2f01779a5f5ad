package io.rowlift.target.postgres;

import org.jspecify.annotations.Nullable;

/** Dates and times as rows hold them, in the form that PostgreSQL reads. Works on text alone: no calendars. */
final class Moments {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Moments() {}

    /** Returns why PostgreSQL has no such date or timestamp; null when it has, and for texts that are none. */
    static @Nullable String obstacle(String iso) {
        boolean plain = iso.length() >= 10 && iso.charAt(4) == '-' && iso.charAt(7) == '-';
        if (!plain) {
            return null;
        }
        int year = number(iso, 0, 4);
        int month = number(iso, 5, 7);
        int day = number(iso, 8, 10);
        if (month == 0 || day == 0) {
            return year == 0 && month == 0 && day == 0
                    ? "it is a zero date, which PostgreSQL does not have"
                    : "it is a date with a month or day 0, which PostgreSQL does not have";
        }
        if (year == 0) {
            return "it is in year 0, which PostgreSQL does not have";
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        boolean known = month <= 12 && day <= DAYS[month - 1] && (month != 2 || day < 29 || leap);
        return known ? null : "it is a day that the calendar does not have";
    }

    /** Returns why a time of day cannot be it; MySQL's are spans of up to 838 hours. */
    static @Nullable String outsideTheDay(String time) {
        boolean inside = time.length() >= 8 && time.charAt(2) == ':' && time.charAt(0) <= '2';
        int hour = inside ? number(time, 0, 2) : 99;
        boolean end = hour == 24 && time.startsWith("24:00:00") && time.indexOf('1') < 0;
        return hour < 24 || end ? null : "it is no time of a day, which time holds only";
    }

    /** Returns whether a moment has more than so many digits of a second, zeros at the end aside. */
    static boolean finer(String moment, int fraction) {
        int point = moment.indexOf('.');
        for (int i = point + 1 + fraction; point >= 0 && i < moment.length(); i++) {
            char digit = moment.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
            if (digit != '0') {
                return true;
            }
        }
        return false;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    /** Returns what PostgreSQL reads: it counts years before Christ from 1, and takes no sign. */
    static String postgres(String iso) {
        char sign = iso.isEmpty() ? ' ' : iso.charAt(0);
        int end = sign == '+' || sign == '-' ? iso.indexOf('-', 1) : -1;
        if (end < 0) {
            return iso;
        }
        long year = Long.parseLong(iso, sign == '+' ? 1 : 0, end, 10);
        if (year > 0) {
            return iso.substring(1);
        }
        String digits = Long.toString(1 - year);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits + iso.substring(end) + " BC";
    }
}
