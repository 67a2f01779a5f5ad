package io.rowlift.verify.rows;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/**
 * Dates and times by their text in ISO 8601, in UTC, without the zeros at the end of a fraction. Zero dates and infinity
 * are texts like others.
 */
final class Moments {

    private static final int DATE = "2024-02-29".length();
    private static final int TIME = "23:59:59".length();
    private static final String MIDNIGHT = "T00:00:00";
    private static final int DIGITS = 9;

    private Moments() {}

    /** A date, or a time of a day with or without its zone, or a timestamp. */
    static byte[] of(Object value) {
        return ascii(normal(value.toString()));
    }

    /** A text that is the same on both sides whenever the value is. */
    static byte[] plain(Object value) {
        return ascii(value.toString());
    }

    /** A date as its first moment; a timestamp as it is. */
    static byte[] atMidnight(Object value) {
        String text = value.toString();
        boolean date = value instanceof String && text.indexOf(':') < 0;
        return ascii(date ? text + MIDNIGHT : normal(text));
    }

    /** The day of a timestamp. */
    static byte[] day(Object value) {
        String text = value.toString();
        int end = text.indexOf('T');
        return ascii(end < 0 || !(value instanceof String) ? text : text.substring(0, end));
    }

    /** A time of a day without its zone. */
    static byte[] unzoned(Object value) {
        String text = value.toString();
        int zone = zone(text);
        return of(text.substring(0, zone));
    }

    /** A text of somebody else's that says a date or a time. */
    static Form written(boolean timestamp) {
        return value -> {
            String text = value.toString();
            boolean blank = text.length() > DATE && text.charAt(DATE) == ' ';
            String iso = blank ? text.substring(0, DATE) + 'T' + text.substring(DATE + 1) : text;
            if (!timestamp) {
                return of(iso);
            }
            int end = zoneOfUtc(iso);
            return atMidnight(iso.substring(0, end));
        };
    }

    private static int zoneOfUtc(String iso) {
        if (iso.endsWith("+00:00")) {
            return iso.length() - "+00:00".length();
        }
        return iso.endsWith("+00") ? iso.length() - "+00".length() : iso.length();
    }

    /** A timestamp or a time, rounded to so many digits of a second. */
    static Form rounded(int fraction) {
        return value -> {
            String text = value.toString();
            int point = text.indexOf('.');
            boolean fits = point < 0 || digits(text, point) <= fraction;
            return fits ? of(text) : of(rounded(text, fraction));
        };
    }

    private static int digits(String text, int point) {
        int end = point + 1;
        int last = point;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            last = text.charAt(end) == '0' ? last : end;
            end++;
        }
        return last - point;
    }

    private static String rounded(String text, int fraction) {
        int end = text.endsWith("Z") ? text.length() - 1 : zone(text);
        long unit = 1;
        for (int i = fraction; i < DIGITS; i++) {
            unit *= 10;
        }
        try {
            String moment = text.substring(0, end);
            Temporal exact = moment.indexOf('T') < 0 ? LocalTime.parse(moment) : LocalDateTime.parse(moment);
            Temporal up = exact.plus(unit / 2, ChronoUnit.NANOS);
            long beyond = up.get(ChronoField.NANO_OF_SECOND) % unit;
            DateTimeFormatter form =
                    up instanceof LocalTime ? DateTimeFormatter.ISO_LOCAL_TIME : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
            return form.format(up.minus(beyond, ChronoUnit.NANOS)) + text.substring(end);
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** Returns the text without Z and without zeros at the end of its fraction. */
    private static String normal(String text) {
        int length = text.length();
        int end = length > 0 && text.charAt(length - 1) == 'Z' ? length - 1 : length;
        int point = text.indexOf('.');
        if (point < 0) {
            return end == length ? text : text.substring(0, end);
        }
        int zone = text.indexOf('T') < 0 ? zone(text) : end;
        int last = zone;
        while (text.charAt(last - 1) == '0') {
            last--;
        }
        last -= last - 1 == point ? 1 : 0;
        return zone == length ? text.substring(0, last) : text.substring(0, last) + text.substring(zone, end);
    }

    /** Returns where the zone of a time begins. */
    private static int zone(String time) {
        for (int i = TIME; i < time.length(); i++) {
            char sign = time.charAt(i);
            if ((sign == '+' || sign == '-') && time.indexOf('T') < 0) {
                return i;
            }
        }
        return time.length();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
