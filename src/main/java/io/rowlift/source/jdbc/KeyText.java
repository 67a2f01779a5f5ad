package io.rowlift.source.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rowlift.plan.Checkpoint;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Key values as text: what checkpoints hold, what users type, and what parameters are made of. */
final class KeyText {

    private static final JsonFactory JSON = new JsonFactory();

    private KeyText() {}

    /** Returns a value of a row as text; bytes as {@code 0x} and hexadecimal digits. */
    static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> elements) {
            return list(elements);
        }
        return value.toString();
    }

    /** An array in the form in which PostgreSQL reads one; MySQL's sets are taken apart again by their own type. */
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
                        element instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : of(element);
                text.append('"')
                        .append(plain.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    static Checkpoint checkpoint(List<String> key) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (String value : key) {
                json.writeString(value);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string writer does not fail
        }
        return new Checkpoint(text.toString());
    }

    /** Returns the key of a checkpoint that {@link #checkpoint} made. */
    static List<String> key(Checkpoint checkpoint) {
        List<String> key = new ArrayList<>();
        try (JsonParser json = JSON.createParser(checkpoint.text())) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("no checkpoint of this source: " + checkpoint.text());
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                key.add(json.getText());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no checkpoint of this source: " + checkpoint.text(), e);
        }
        return key;
    }
}
