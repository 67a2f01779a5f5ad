package io.rowlift.source.mysql.log;

import java.nio.charset.Charset;
import java.util.Arrays;

/** Reads an event from its first byte to its last. */
final class Bytes {

    private final byte[] data;
    private final int end;
    private int at;

    /** Reads from one position up to, not including, another. */
    Bytes(byte[] data, int at, int end) {
        this.data = data;
        this.at = at;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Returns an unsigned number of up to eight bytes, the lowest first. */
    long little(int count) {
        int from = advance(count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (data[from + i] & 0xFF);
        }
        return value;
    }

    /** Returns an unsigned number of up to eight bytes, the highest first. */
    long big(int count) {
        int from = advance(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (data[from + i] & 0xFF);
        }
        return value;
    }

    int u8() {
        return (int) little(1);
    }

    int u16() {
        return (int) little(2);
    }

    /** Returns a number that says in its first byte how long it is. */
    long packed() {
        int first = u8();
        return switch (first) {
            case 0xFC -> little(2);
            case 0xFD -> little(3);
            case 0xFE -> little(8);
            default -> first;
        };
    }

    byte[] take(int count) {
        int from = advance(count);
        return Arrays.copyOfRange(data, from, from + count);
    }

    String text(int count, Charset charset) {
        return new String(data, advance(count), count, charset);
    }

    void skip(int count) {
        advance(count);
    }

    /** Takes a part as an event of its own. */
    Bytes part(int count) {
        int from = advance(count);
        return new Bytes(data, from, from + count);
    }

    private int advance(int count) {
        if (count < 0 || count > end - at) {
            throw new BrokenEventException("an event ends " + (count - end + at) + " bytes early");
        }
        int from = at;
        at += count;
        return from;
    }
}
