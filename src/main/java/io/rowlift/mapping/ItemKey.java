package io.rowlift.mapping;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB compares: the ordered pair of a table's key values. Two keys are equal exactly when DynamoDB holds them
 * for one item: text by its UTF-8 bytes, numbers numerically, binary by bytes.
 *
 * @param table the mapping's table
 * @param partition partition key value
 * @param sort sort key value, or null for a table without one
 */
public record ItemKey(
        String table, Value partition, @Nullable Value sort) {

    /** Returns the key as people read it, with the names of its attributes: {@code PK=USER#1, SK=PROFILE}. */
    public String text(TableDesign design) {
        String named = design.partition().name() + "=" + text(partition);
        return design.sort() == null || sort == null
                ? named
                : named + ", " + design.sort().name() + "=" + text(sort);
    }

    /** Returns a key value as people read it. */
    public static String text(Value value) {
        if (value instanceof Value.Str text) {
            return text.text();
        }
        if (value instanceof Value.Num number) {
            return number.text();
        }
        if (value instanceof Value.Bin binary) {
            return "0x" + HexFormat.of().formatHex(binary.bytes());
        }
        throw new IllegalArgumentException("a key holds text, a number or a binary");
    }
}
