package io.rowlift.mapping;

import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.schema.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key attribute that is ready to be filled in.
 *
 * @param name the attribute
 * @param maxBytes longest value that DynamoDB takes
 * @param template as the mapping has it, for messages
 * @param filling makes the value; null where the item is to be left out of an index
 */
record KeySlot(String name, int maxBytes, Template template, Slot.Filling filling) {

    /** Longest partition key, in bytes. */
    static final int MAX_PARTITION = 2048;

    /** Longest sort key, in bytes. */
    static final int MAX_SORT = 1024;

    @Nullable
    Value value(Row row, @Nullable Object element) {
        Value value = filling.value(row, element);
        if (value != null) {
            check(value, name, maxBytes);
        }
        return value;
    }

    /** Makes sure that DynamoDB takes a value as a key. */
    static void check(Value value, String name, int maxBytes) {
        int bytes = 1;
        if (value instanceof Value.Str text) {
            bytes = length(text, name);
        } else if (value instanceof Value.Bin binary) {
            bytes = binary.bytes().length;
        }
        if (bytes == 0) {
            throw Rejection.whole("key attribute \"" + name + "\" is empty");
        }
        if (bytes > maxBytes) {
            throw Rejection.whole(String.format(
                    Locale.ROOT, "key attribute \"%s\" is %,d bytes, DynamoDB allows %,d", name, bytes, maxBytes));
        }
    }

    private static int length(Value.Str text, String name) {
        try {
            return Utf8.length(text.text());
        } catch (Rejection e) {
            throw e.of("key attribute \"" + name + "\"");
        }
    }

    /** Returns the type of a value as keys have it, or null for a value that is none. */
    static @Nullable KeyType type(Value value) {
        if (value instanceof Value.Str) {
            return KeyType.S;
        }
        if (value instanceof Value.Num) {
            return KeyType.N;
        }
        return value instanceof Value.Bin ? KeyType.B : null;
    }
}
