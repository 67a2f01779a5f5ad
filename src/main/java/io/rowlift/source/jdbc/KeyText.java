package io.rowlift.source.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.RowKey;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Key values as text: what checkpoints hold, what users type, and what parameters are made of. */
final class KeyText {

    private static final JsonFactory JSON = new JsonFactory();

    private KeyText() {}

    /** Returns a value of a row as text. */
    static String of(Object value) {
        return RowKey.text(value);
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
