package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import java.util.HexFormat;

/** Keys of items as messages show them. */
final class ItemKeyText {

    private ItemKeyText() {}

    /** Returns {@code (PK=USER#1, SK=PROFILE)}. */
    static String of(TableDesign design, ItemKey key) {
        String partition = design.partition().name() + "=" + text(key.partition());
        return design.sort() == null || key.sort() == null
                ? "(" + partition + ")"
                : "(" + partition + ", " + design.sort().name() + "=" + text(key.sort()) + ")";
    }

    private static String text(Value value) {
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
