package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.schema.RowKey;
import java.io.IOException;
import java.util.HexFormat;

/** A row's key as JSON: an object of columns, each value as text. */
final class RowKeyJson {

    private RowKeyJson() {}

    static void write(JsonGenerator json, String field, RowKey key) throws IOException {
        json.writeObjectFieldStart(field);
        for (int i = 0; i < key.columns().size(); i++) {
            Object value = key.values().get(i);
            json.writeStringField(
                    key.columns().get(i),
                    value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString());
        }
        json.writeEndObject();
    }
}
