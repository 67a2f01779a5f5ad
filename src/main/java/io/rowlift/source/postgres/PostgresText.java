package io.rowlift.source.postgres;

import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the text in which PostgreSQL sends values into what a row holds, and back. Works on text alone: no calendars. */
final class PostgresText {

    private static final String BC = " BC";

    private PostgresText() {}

    static Object numeric(String text) {
        char last = text.charAt(text.length() - 1);
        return last == 'N' || last == 'y' ? notFinite(text) : new BigDecimal(text);
    }

    private static NotFinite notFinite(String text) {
        if (text.equals("NaN")) {
            return NotFinite.NAN;
        }
        return text.charAt(0) == '-' ? NotFinite.NEGATIVE_INFINITY : NotFinite.INFINITY;
    }

    static Double real64(String text) {
        return Double.valueOf(text);
    }

    static Float real32(String text) {
        return Float.valueOf(text);
    }

    /** {@code 2024-02-29}, {@code 0044-03-15 BC}, {@code 10000-01-01}, {@code infinity}. */
    static Object date(String text) {
        if (text.endsWith("infinity")) {
            return notFinite(text);
        }
        return text.length() == 10 ? text : isoYear(text);
    }

    /** ISO 8601 counts a year 0, which is 1 BC, and wants a sign where a year has not four digits or lies before it. */
    private static String isoYear(String text) {
        boolean before = text.endsWith(BC);
        String plain = before ? text.substring(0, text.length() - BC.length()) : text;
        int yearEnd = plain.indexOf('-');
        long year = Long.parseLong(plain.substring(0, yearEnd));
        if (before) {
            year = 1 - year;
        }
        String rest = plain.substring(yearEnd);
        return year >= 1 && year <= 9999
                ? String.format("%04d", year) + rest
                : (year < 0 ? "-" : "+") + String.format("%05d", Math.abs(year)) + rest;
    }

    /** Takes {@link #isoYear} back. */
    static String postgresYear(String iso) {
        char sign = iso.isEmpty() ? ' ' : iso.charAt(0);
        if ((sign != '+' && sign != '-') || iso.endsWith("infinity")) {
            return iso;
        }
        int yearEnd = iso.indexOf('-', 1);
        if (yearEnd < 0) {
            return iso;
        }
        long year = Long.parseLong(iso.substring(0, yearEnd));
        return year >= 1
                ? year + iso.substring(yearEnd)
                : String.format("%04d", 1 - year) + iso.substring(yearEnd) + BC;
    }

    /** {@code 2024-02-29 12:34:56.7+00}, in a session whose time zone is UTC. */
    static Object timestamp(String text, int fraction, boolean zoned) {
        if (text.endsWith("infinity")) {
            return notFinite(text);
        }
        boolean before = text.endsWith(BC);
        int end = text.length() - (before ? BC.length() : 0) - (zoned ? "+00".length() : 0);
        int dateEnd = text.indexOf(' ');
        StringBuilder iso = new StringBuilder(32);
        String date = text.substring(0, dateEnd);
        iso.append(before || dateEnd != 10 ? isoYear(before ? date + BC : date) : date);
        iso.append('T');
        time(iso, text, dateEnd + 1, end, fraction);
        return zoned ? iso.append('Z').toString() : iso.toString();
    }

    /** {@code 12:34:56.7}, or with a zone {@code 12:34:56.7+02} or {@code …+05:30}. */
    static String time(String text, int fraction, boolean zoned) {
        StringBuilder iso = new StringBuilder(24);
        if (!zoned) {
            time(iso, text, 0, text.length(), fraction);
            return iso.toString();
        }
        int zone = Math.max(text.indexOf('+'), text.indexOf('-'));
        time(iso, text, 0, zone, fraction);
        iso.append(text, zone, text.length());
        return text.length() - zone == 3 ? iso.append(":00").toString() : iso.toString();
    }

    /** PostgreSQL leaves out trailing zeros; a row has as many digits as the column declares. */
    private static void time(StringBuilder iso, String text, int begin, int end, int fraction) {
        iso.append(text, begin, end);
        int digits = end - begin - "00:00:00".length() - 1;
        if (fraction > 0 && digits < fraction) {
            if (digits < 0) {
                iso.append('.');
            }
            for (int i = Math.max(0, digits); i < fraction; i++) {
                iso.append('0');
            }
        }
    }

    /** Fixed-width text is padded with blanks that carry no meaning. */
    static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Bytes in hexadecimal form, {@code \x00ff}. */
    static byte[] bytes(String text) {
        return java.util.HexFormat.of().parseHex(text, 2, text.length());
    }

    /** The text of a row's bytes, {@code 0x00ff}, as PostgreSQL reads it. */
    static String bytesLiteral(String text) {
        return text.startsWith("0x") || text.startsWith("0X") || text.startsWith("\\x")
                ? "\\x" + text.substring(2)
                : "\\x" + text;
    }

    /**
     * Reads an array's text.
     *
     * @param delimiter a comma for all types but box
     */
    static Object array(String text, char delimiter, Function<String, Object> element) {
        if (text.startsWith("[")) {
            return new Unreadable("the array does not begin at index 1", text);
        }
        Object array = new ArrayText(text, delimiter, element).read();
        // the text of an element is not that of the array
        return array instanceof Unreadable unreadable ? new Unreadable(unreadable.reason(), text) : array;
    }

    private static final class ArrayText {
        private final String text;
        private final char delimiter;
        private final Function<String, Object> element;
        private int at;

        private ArrayText(String text, char delimiter, Function<String, Object> element) {
            this.text = text;
            this.delimiter = delimiter;
            this.element = element;
        }

        private Object read() {
            at++;
            List<@Nullable Object> elements = new ArrayList<>();
            @Nullable Unreadable unreadable = null;
            while (text.charAt(at) != '}') {
                Object value = text.charAt(at) == '{' ? read() : scalar();
                if (value instanceof Unreadable found) {
                    unreadable = found;
                }
                elements.add(value);
                if (text.charAt(at) == delimiter) {
                    at++;
                }
            }
            at++;
            return unreadable != null ? unreadable : elements;
        }

        private @Nullable Object scalar() {
            if (text.charAt(at) == '"') {
                return element.apply(quoted());
            }
            int begin = at;
            while (text.charAt(at) != delimiter && text.charAt(at) != '}') {
                at++;
            }
            String plain = text.substring(begin, at);
            return plain.equals("NULL") ? null : element.apply(plain);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }
    }
}
