package io.rowlift.job.store;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import java.util.HexFormat;

/**
 * An item's key as one text that can be read back: table, partition and sort key in turn, each as its length, a colon and
 * itself; a key value begins with the letter of its type.
 */
final class ItemKeyText {

    private ItemKeyText() {}

    static String encode(ItemKey key) {
        StringBuilder text = new StringBuilder();
        append(text, key.table());
        append(text, text(key.partition()));
        Value sort = key.sort();
        if (sort != null) {
            append(text, text(sort));
        }
        return text.toString();
    }

    static ItemKey decode(String text) {
        Parts parts = new Parts(text);
        String table = parts.next();
        return new ItemKey(table, value(parts.next()), parts.more() ? value(parts.next()) : null);
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    private static String text(Value value) {
        if (value instanceof Value.Str text) {
            return "S" + text.text();
        }
        if (value instanceof Value.Num number) {
            return "N" + number.text();
        }
        if (value instanceof Value.Bin binary) {
            return "B" + HexFormat.of().formatHex(binary.bytes());
        }
        throw new IllegalArgumentException("a key is S, N or B");
    }

    private static Value value(String text) {
        String content = text.substring(1);
        return switch (text.charAt(0)) {
            case 'S' -> new Value.Str(content);
            case 'N' -> new Value.Num(content);
            default -> new Value.Bin(HexFormat.of().parseHex(content));
        };
    }

    private static final class Parts {

        private final String text;
        private int at;

        private Parts(String text) {
            this.text = text;
        }

        private boolean more() {
            return at < text.length();
        }

        private String next() {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
            at = end;
            return text.substring(colon + 1, end);
        }
    }
}
