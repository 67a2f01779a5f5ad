package io.rowlift.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.mapping.Value.Bin;
import io.rowlift.mapping.Value.Bool;
import io.rowlift.mapping.Value.ListOf;
import io.rowlift.mapping.Value.MapOf;
import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.SetOf;
import io.rowlift.mapping.Value.Str;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Items as DynamoDB JSON, the form of its API: {@code {"PK":{"S":"USER#1"}}}; attributes keep their order. */
public final class DynamoJson {

    private static final JsonFactory JSON = new JsonFactory();

    private DynamoJson() {}

    /** Returns an item's attributes on one line. */
    public static String write(Map<String, Value> attributes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writeEntries(attributes, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** Returns an item's attributes with one attribute per line. */
    public static String writeLines(Map<String, Value> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> write(Map.of(entry.getKey(), entry.getValue())))
                .map(object -> "  " + object.substring(1, object.length() - 1))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    private static void writeEntries(Map<String, Value> entries, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            json.writeFieldName(entry.getKey());
            write(entry.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName(type(value));
        if (value instanceof SetOf set) {
            json.writeStartArray();
            for (Value element : set.elements()) {
                json.writeString(scalar(element));
            }
            json.writeEndArray();
        } else if (value instanceof ListOf list) {
            json.writeStartArray();
            for (Value element : list.elements()) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof MapOf map) {
            writeEntries(map.entries(), json);
        } else if (value instanceof Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof Value.Null) {
            json.writeBoolean(true);
        } else {
            json.writeString(scalar(value));
        }
        json.writeEndObject();
    }

    private static String type(Value value) {
        if (value instanceof SetOf set) {
            return type(set.elements().iterator().next()) + "S";
        }
        if (value instanceof Str) {
            return "S";
        }
        if (value instanceof Num) {
            return "N";
        }
        if (value instanceof Bin) {
            return "B";
        }
        if (value instanceof Bool) {
            return "BOOL";
        }
        if (value instanceof ListOf) {
            return "L";
        }
        return value instanceof MapOf ? "M" : "NULL";
    }

    private static String scalar(Value value) {
        if (value instanceof Str text) {
            return text.text();
        }
        if (value instanceof Num number) {
            return number.text();
        }
        return Base64.getEncoder().encodeToString(((Bin) value).bytes());
    }
}
