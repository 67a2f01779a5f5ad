package io.rowlift.mapping;

import io.rowlift.mapping.Value.Bin;
import io.rowlift.mapping.Value.Bool;
import io.rowlift.mapping.Value.ListOf;
import io.rowlift.mapping.Value.MapOf;
import io.rowlift.mapping.Value.Null;
import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.SetOf;
import io.rowlift.mapping.Value.Str;
import java.util.Locale;
import java.util.Map;

/**
 * The size of an item as DynamoDB counts it for its limit and for write units. The rules are those of the developer
 * guide ("DynamoDB item sizes and formats"); it calls numbers approximate, and the arithmetic here is that of AWS's own
 * published calculator.
 */
public final class ItemSize {

    /** Largest item that DynamoDB takes, in bytes. */
    public static final int MAX = 409_600;

    private static final int MAX_LEVELS = 32;
    private static final int CONTAINER = 3;
    private static final int MAX_NUMBER = 21;

    private ItemSize() {}

    /**
     * Returns the size in bytes.
     *
     * @throws IllegalArgumentException if DynamoDB would not take the item: above {@link #MAX}, lists and maps
     *     more than 31 levels deep, or text without a UTF-8 form
     */
    public static int of(Map<String, Value> attributes) {
        long size = sum(attributes, MAX_LEVELS);
        if (size > MAX) {
            throw Rejection.whole(String.format(Locale.ROOT, "item is %,d bytes, DynamoDB allows %,d", size, MAX));
        }
        return (int) size;
    }

    /** Returns the size in bytes of an item that a store holds already, whatever the limits say. */
    public static int ofHeld(Map<String, Value> attributes) {
        return (int) Math.min(Integer.MAX_VALUE, sum(attributes, Integer.MAX_VALUE));
    }

    private static long sum(Map<String, Value> attributes, int levels) {
        long size = 0;
        for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
            size += measured(attribute.getKey(), attribute.getValue(), levels);
        }
        return size;
    }

    /** Returns the size in bytes of one attribute of an item that was measured: its name and its value. */
    static int of(String name, Value value) {
        return (int) measured(name, value, MAX_LEVELS);
    }

    private static long measured(String name, Value value, int levels) {
        try {
            return Utf8.length(name) + size(value, levels);
        } catch (Rejection e) {
            throw e.of("attribute \"" + name + "\"");
        }
    }

    private static long size(Value value, int levels) {
        if (value instanceof Str text) {
            return Utf8.length(text.text());
        }
        if (value instanceof Num number) {
            return number(number.text());
        }
        if (value instanceof Bool || value instanceof Null) {
            return 1;
        }
        if (value instanceof Bin binary) {
            return binary.bytes().length;
        }
        if (value instanceof SetOf set) {
            long size = 0;
            for (Value element : set.elements()) {
                size += size(element, levels);
            }
            return size;
        }
        return container(value, levels - 1);
    }

    private static long container(Value value, int levels) {
        // the item itself is the first level
        if (levels == 0) {
            throw new Rejection(
                    "is nested " + MAX_LEVELS + " levels deep or more, DynamoDB allows " + (MAX_LEVELS - 1));
        }
        long size = CONTAINER;
        if (value instanceof ListOf list) {
            for (Value element : list.elements()) {
                size += 1 + size(element, levels);
            }
        } else if (value instanceof MapOf map) {
            for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
                size += 1 + Utf8.length(entry.getKey()) + size(entry.getValue(), levels);
            }
        }
        return size;
    }

    /** Two digits to a byte, in pairs that are aligned to the decimal point; outer pairs of zeros are not stored. */
    private static int number(String text) {
        boolean negative = text.charAt(0) == '-';
        int begin = negative ? 1 : 0;
        int point = text.indexOf('.');
        int end = text.length();
        if (point < 0) {
            point = end;
        }
        // positions relative to the point: -1 is the digit before it, 1 the first one after it
        int first = begin;
        while (first < end && (text.charAt(first) == '0' || first == point)) {
            first++;
        }
        if (first == end) {
            return 1;
        }
        int last = end - 1;
        while (text.charAt(last) == '0' || last == point) {
            last--;
        }
        int pairs = pair(last, point) - pair(first, point) + 1;
        return Math.min(MAX_NUMBER, pairs + 1 + (negative ? 1 : 0));
    }

    /** Returns the number of the pair that a digit belongs to: 0 holds the tenths, -1 the ones. */
    private static int pair(int position, int point) {
        return position < point ? -((point - position + 1) / 2) : (position - point - 1) / 2;
    }
}
