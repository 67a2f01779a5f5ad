package io.rowlift.schema;

import java.util.HexFormat;
import java.util.List;

/**
 * The values that identify a source row, as reports and rejects name it.
 *
 * @param columns exact names
 * @param values as a {@link Row} holds them; text is accepted for every type, as a user types it
 */
public record RowKey(List<String> columns, List<Object> values) {

    public RowKey {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /**
     * Returns a value of a key as text, from which the source makes the same value again: bytes as {@code 0x} and
     * hexadecimal digits, an array or a set as PostgreSQL writes one, <code>{"a","b"}</code>.
     */
    public static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof List<?> elements ? list(elements) : value.toString();
    }

    private static String list(List<?> elements) {
        StringBuilder text = new StringBuilder("{");
        for (Object element : elements) {
            text.append(text.length() == 1 ? "" : ",");
            if (element == null) {
                text.append("NULL");
            } else if (element instanceof List<?> nested) {
                text.append(list(nested));
            } else {
                String plain =
                        element instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : text(element);
                text.append('"')
                        .append(plain.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    /** Returns the same key with every value as text: two of these are equal when they are spelled alike. */
    public RowKey asText() {
        return new RowKey(columns, values.stream().<Object>map(RowKey::text).toList());
    }

    /** Returns {@code (id=4711)} or {@code (order_id=1, line=2)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(columns.get(i)).append('=');
            text.append(text(values.get(i)));
        }
        return text.append(')').toString();
    }
}
