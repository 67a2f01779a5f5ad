package io.rowlift.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** Writes an item's attributes into an object that the caller has begun a field for. */
    public static void write(JsonGenerator json, Map<String, Value> attributes) throws IOException {
        json.writeRawValue(DynamoJson.write(attributes));
    }

    /** Writes {@code {"S":"USER#1"}}. */
    public static void write(JsonGenerator json, Value value) throws IOException {
        json.writeRawValue(text(value));
    }

    /** Returns {@code {"S":"USER#1"}}. */
    public static String text(Value value) {
        String object = DynamoJson.write(Map.of("v", value));
        return object.substring("{'v':".length(), object.length() - 1);
    }
}
