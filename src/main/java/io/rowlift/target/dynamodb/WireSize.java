package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import java.util.Map;

/** How many bytes of JSON an item takes in a request, at most. An item's own size says little: escapes and base64 grow. */
final class WireSize {

    /** Of {@code {"PutRequest":{"Item":{}}},}. */
    private static final int REQUEST = 32;

    /** Of {@code "":{"BOOL":false},} without name and content, rounded up. */
    private static final int ENVELOPE = 20;

    /** A character escaped as {@code \\u0000}; all others take at most four bytes for two characters. */
    private static final int LONGEST_CHARACTER = 6;

    /** Up to here a text is not worth a look at its characters. */
    private static final int SHORT = 256;

    private WireSize() {}

    static long ofPut(Map<String, Value> attributes) {
        return REQUEST + of(attributes);
    }

    static long ofDelete(ItemKey key) {
        // the names of key attributes have at most 255 bytes
        Value sort = key.sort();
        return REQUEST + 2L * LONGEST_CHARACTER * 255 + of(key.partition()) + (sort == null ? 0 : of(sort));
    }

    private static long of(Map<String, Value> attributes) {
        long size = 0;
        for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
            size += of(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static long of(Value value) {
        if (value instanceof Value.Str text) {
            return ENVELOPE + of(text.text());
        }
        if (value instanceof Value.Num number) {
            return (long) ENVELOPE + number.text().length();
        }
        if (value instanceof Value.Bin binary) {
            return ENVELOPE + (binary.bytes().length + 2L) / 3 * 4;
        }
        if (value instanceof Value.MapOf map) {
            return ENVELOPE + of(map.entries());
        }
        if (value instanceof Value.ListOf list) {
            return ENVELOPE + list.elements().stream().mapToLong(WireSize::of).sum();
        }
        if (value instanceof Value.SetOf set) {
            return ENVELOPE + set.elements().stream().mapToLong(WireSize::of).sum();
        }
        return ENVELOPE; // Value.Bool and Value.Null
    }

    private static long of(String text) {
        if (text.length() <= SHORT) {
            return (long) LONGEST_CHARACTER * text.length();
        }
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += of(text.charAt(i));
        }
        return size;
    }

    private static int of(char character) {
        if (character < ' ') {
            return LONGEST_CHARACTER;
        }
        if (character == '"' || character == '\\') {
            return 2;
        }
        return character < 0x80 ? 1 : 3;
    }
}
