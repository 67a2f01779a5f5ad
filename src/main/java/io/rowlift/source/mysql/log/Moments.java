package io.rowlift.source.mysql.log;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates and times, as the source writes them: zero dates keep their form, fractions have the declared digits. */
final class Moments {

    private static final long TIME_BASE = 0x80_0000L;
    private static final long DATETIME_BASE = 0x80_0000_0000L;

    private Moments() {}

    static String date(Bytes row) {
        int value = (int) row.little(3);
        return date(new StringBuilder(), value >> 9, (value >> 5) & 15, value & 31)
                .toString();
    }

    /** Negative times are the two's complement of the whole, fraction included. */
    static String time(Bytes row, WireType type) {
        int bytes = type.fractionBytes();
        long value = row.big(3 + bytes) - (TIME_BASE << (8 * bytes));
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "");
        long size = Math.abs(value);
        long clock = size >> (8 * bytes);
        clock(text, (clock >> 12) & 1023, (clock >> 6) & 63, clock & 63);
        return fraction(text, size & ((1L << (8 * bytes)) - 1), type).toString();
    }

    static String datetime(Bytes row, WireType type) {
        long value = row.big(5) - DATETIME_BASE;
        long month = value >> 22;
        StringBuilder text = date(new StringBuilder(), month / 13, month % 13, (value >> 17) & 31);
        clock(text.append('T'), (value >> 12) & 31, (value >> 6) & 63, value & 63);
        return fraction(text, row.big(type.fractionBytes()), type).toString();
    }

    static String timestamp(Bytes row, WireType type) {
        StringBuilder text = instant(row.big(4));
        return fraction(text, row.big(type.fractionBytes()), type).append('Z').toString();
    }

    /** As tables of MariaDB have them that were made with {@code mysql56_temporal_format} off, without fractions. */
    static String oldTimestamp(Bytes row) {
        return instant(row.little(4)).append('Z').toString();
    }

    private static StringBuilder instant(long seconds) {
        if (seconds == 0) {
            return new StringBuilder("0000-00-00T00:00:00");
        }
        LocalDateTime at = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        StringBuilder text = date(new StringBuilder(), at.getYear(), at.getMonthValue(), at.getDayOfMonth());
        return clock(text.append('T'), at.getHour(), at.getMinute(), at.getSecond());
    }

    private static StringBuilder date(StringBuilder text, long year, long month, long day) {
        padded(text, year, 4).append('-');
        padded(text, month, 2).append('-');
        return padded(text, day, 2);
    }

    private static StringBuilder clock(StringBuilder text, long hour, long minute, long second) {
        padded(text, hour, 2).append(':');
        padded(text, minute, 2).append(':');
        return padded(text, second, 2);
    }

    /** Kept in hundredths, ten-thousandths or millionths. */
    private static StringBuilder fraction(StringBuilder text, long value, WireType type) {
        if (type.fraction() > 0) {
            padded(text.append('.'), value, 2 * type.fractionBytes());
            text.setLength(text.length() - 2 * type.fractionBytes() + type.fraction());
        }
        return text;
    }

    static StringBuilder padded(StringBuilder text, long value, int digits) {
        String plain = Long.toString(value);
        return text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }
}
