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

    /** Returns {@code (id=4711)} or {@code (order_id=1, line=2)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(columns.get(i)).append('=');
            text.append(
                    values.get(i) instanceof byte[] bytes
                            ? "0x" + HexFormat.of().formatHex(bytes)
                            : values.get(i));
        }
        return text.append(')').toString();
    }
}
