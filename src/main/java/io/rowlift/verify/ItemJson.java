package io.rowlift.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Items and keys as DynamoDB JSON, the notation of its API and of the AWS command line. */
public final class ItemJson {

    private ItemJson() {}

    /** Returns a key as attributes, named by the table's design. */
    public static Map<String, Value> attributes(TableDesign table, ItemKey key) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put(table.partition().name(), key.partition());
        if (table.sort() != null && key.sort() != null) {
            attributes.put(table.sort().name(), key.sort());
        }
        return attributes;
    }

    /** Writes {@code {"PK": {"S": "USER#1"}, ...}}. */
    public static void write(JsonGenerator json, Map<String, Value> attributes) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
            json.writeFieldName(attribute.getKey());
            write(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    /** Writes {@code {"S": "USER#1"}}. */
    public static void write(JsonGenerator json, Value value) throws IOException {
        json.writeStartObject();
        if (value instanceof Value.Str text) {
            json.writeStringField("S", text.text());
        } else if (value instanceof Value.Num number) {
            json.writeStringField("N", number.text());
        } else if (value instanceof Value.Bin binary) {
            json.writeStringField("B", Base64.getEncoder().encodeToString(binary.bytes()));
        } else if (value instanceof Value.Bool bool) {
            json.writeBooleanField("BOOL", bool.value());
        } else if (value instanceof Value.Null) {
            json.writeBooleanField("NULL", true);
        } else if (value instanceof Value.ListOf list) {
            json.writeArrayFieldStart("L");
            for (Value element : list.elements()) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Value.MapOf map) {
            json.writeFieldName("M");
            write(json, map.entries());
        } else if (value instanceof Value.SetOf set) {
            writeSet(json, set.elements());
        }
        json.writeEndObject();
    }

    private static void writeSet(JsonGenerator json, Set<Value> elements) throws IOException {
        json.writeArrayFieldStart(setType(elements.iterator().next()));
        for (Value element : elements) {
            if (element instanceof Value.Str text) {
                json.writeString(text.text());
            } else if (element instanceof Value.Num number) {
                json.writeString(number.text());
            } else if (element instanceof Value.Bin binary) {
                json.writeString(Base64.getEncoder().encodeToString(binary.bytes()));
            }
        }
        json.writeEndArray();
    }

    private static String setType(Value element) {
        if (element instanceof Value.Str) {
            return "SS";
        }
        return element instanceof Value.Num ? "NS" : "BS";
    }
}
