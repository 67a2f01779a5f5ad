package io.rowlift.job.store;

import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;

/** A row's key as one text that can be read back: columns and values in turn, each as its length, a colon and itself. */
final class RowKeyText {

    private RowKeyText() {}

    static String encode(RowKey key) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            append(text, key.columns().get(i));
            append(text, RowKey.text(key.values().get(i)));
        }
        return text.toString();
    }

    static RowKey decode(String text) {
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
            String part = text.substring(colon + 1, end);
            if (columns.size() == values.size()) {
                columns.add(part);
            } else {
                values.add(part);
            }
            at = end;
        }
        return new RowKey(columns, values);
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
