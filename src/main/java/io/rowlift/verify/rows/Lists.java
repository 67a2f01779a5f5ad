package io.rowlift.verify.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays and sets, element by element. */
final class Lists {

    private static final int NULL = 0;
    private static final int VALUE = 1;
    private static final int LIST = 2;
    private static final int END = 3;

    private Lists() {}

    /** An array whose elements have a form of their own. */
    static Form of(Form element) {
        return value -> {
            Output out = new Output();
            add(value, element, out);
            return out.toBytes();
        };
    }

    private static void add(@Nullable Object value, Form element, Output out) {
        if (value == null) {
            out.add(NULL);
        } else if (value instanceof List<?> elements) {
            out.add(LIST);
            for (Object each : elements) {
                add(each, element, out);
            }
            out.add(END);
        } else {
            out.add(VALUE);
            out.add(element.of(value));
        }
    }

    /** A list of texts, or one that is printed in a text: as JSON, or as MySQL prints a set, with commas between labels. */
    static byte[] printed(Object value) {
        if (!(value instanceof String text)) {
            return Documents.of(value);
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return Documents.of(text);
        }
        return Documents.of(text.isEmpty() ? List.of() : List.of(text.split(",", -1)));
    }
}
