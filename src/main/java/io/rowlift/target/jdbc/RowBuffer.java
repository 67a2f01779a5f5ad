package io.rowlift.target.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows as the bytes that are sent, one after the other. */
public final class RowBuffer {

    /** What is kept between two portions; more was needed for exceptional rows only. */
    private static final int KEPT = 32 << 20;

    private static final byte[] NOTHING = new byte[128];
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int[] ends = new int[1 << 10];
    private int rows;

    /** Forgets all rows. */
    public void clear() {
        length = 0;
        rows = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1 << 16];
        }
    }

    /** Appends one byte. */
    public void addByte(int value) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) value;
    }

    /** Appends bytes. */
    public void add(byte[] more) {
        grow(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** Appends text in UTF-8. */
    public void add(String text) {
        add(text, NOTHING);
    }

    /**
     * Appends text in UTF-8.
     *
     * @param escapes what follows a backslash instead of each of the 128 characters of ASCII; 0 for those that stay
     */
    public void add(String text, byte[] escapes) {
        int size = text.length();
        grow(3L * size);
        int at = length;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                byte escape = escapes[c];
                if (escape != 0) {
                    bytes[at++] = '\\';
                    bytes[at++] = escape;
                } else {
                    bytes[at++] = (byte) c;
                }
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < size && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[at++] = (byte) (0xF0 | (point >> 18));
                bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                bytes[at++] = (byte) (0x80 | (point & 0x3F));
            } else {
                // half of a pair becomes what no UTF-8 has: the server refuses it, where a question mark would pass
                bytes[at++] = (byte) (0xE0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        length = at;
    }

    /** Appends two hexadecimal digits for each byte. */
    public void addHex(byte[] data) {
        grow(2L * data.length);
        for (byte b : data) {
            bytes[length++] = DIGITS[(b >> 4) & 0xF];
            bytes[length++] = DIGITS[b & 0xF];
        }
    }

    /** Appends a whole number in decimal. */
    public void add(long number) {
        if (number == Long.MIN_VALUE) {
            add(Long.toString(number));
            return;
        }
        grow(20);
        long rest = number;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long limit = rest; limit >= 10; limit /= 10) {
            digits++;
        }
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Ends a row: what was added since the one before. */
    public void endRow() {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = length;
    }

    /** Takes back what was added since the last row. */
    public void dropRow() {
        length = rows == 0 ? 0 : ends[rows - 1];
    }

    /** Returns the number of rows. */
    public int rows() {
        return rows;
    }

    /** Returns where a row begins; the number of rows stands for the end of the last one. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /** Returns the bytes themselves, valid until something is added. */
    public byte[] bytes() {
        return bytes;
    }

    private void grow(long more) {
        if (bytes.length - length < more) {
            long least = length + more;
            if (least > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("a portion of rows is larger than 2 GiB; \"load.chunk\" is too large");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(least, bytes.length * 2L)));
        }
    }
}
