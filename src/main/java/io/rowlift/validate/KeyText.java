package io.rowlift.validate;

import io.rowlift.mapping.Value;
import java.util.HexFormat;

/** Key values as a report shows them. */
final class KeyText {

    private KeyText() {}

    static String of(Value value) {
        if (value instanceof Value.Str text) {
            return text.text();
        }
        if (value instanceof Value.Num number) {
            return number.text();
        }
        if (value instanceof Value.Bin binary) {
            return "0x" + HexFormat.of().formatHex(binary.bytes());
        }
        throw new IllegalArgumentException("keys are text, numbers or binary");
    }
}
