package io.rowlift.verify.rows;

import java.util.Arrays;

/** Bytes that grow, of values within values: each is preceded by its length, so that none runs into the next. */
final class Output {

    private byte[] bytes = new byte[128];
    private int length;

    void add(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void add(byte[] value) {
        int start = open();
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        close(start);
    }

    /** Appends a character in UTF-8; halves of pairs on their own too, which JSON can escape. */
    void character(int c) {
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0 | (c >> 6));
            rest(c, 0);
        } else if (c < 0x10000) {
            add(0xE0 | (c >> 12));
            rest(c, 6);
        } else {
            add(0xF0 | (c >> 18));
            rest(c, 12);
        }
    }

    private void rest(int c, int shift) {
        for (int i = shift; i >= 0; i -= 6) {
            add(0x80 | ((c >> i) & 0x3F));
        }
    }

    /** Leaves room for a length; {@link #close} fills it in. */
    int open() {
        room(Integer.BYTES);
        length += Integer.BYTES;
        return length;
    }

    void close(int start) {
        int size = length - start;
        for (int i = 1; i <= Integer.BYTES; i++) {
            bytes[start - i] = (byte) size;
            size >>>= Byte.SIZE;
        }
    }

    int length() {
        return length;
    }

    /** Returns how two stretches compare, byte by byte. */
    int compare(int one, int oneEnd, int other, int otherEnd) {
        return Arrays.compareUnsigned(bytes, one, oneEnd, bytes, other, otherEnd);
    }

    /** Puts stretches that lie from a position to the end into another order. */
    void order(int from, int[] starts, int[] ends) {
        byte[] ordered = new byte[length - from];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            System.arraycopy(bytes, starts[i], ordered, at, ends[i] - starts[i]);
            at += ends[i] - starts[i];
        }
        System.arraycopy(ordered, 0, bytes, from, at);
        length = from + at;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
