package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Value;
import io.rowlift.verify.ItemJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Items as DynamoDB JSON for people. */
final class ItemText {

    private static final JsonFactory JSON = new JsonFactory();

    private ItemText() {}

    /** Returns attributes on one line. */
    static String of(Map<String, Value> attributes) {
        return DynamoJson.write(attributes);
    }

    /** Returns a value on one line. */
    static String of(Value value) {
        return ItemJson.text(value);
    }

    /** Returns attributes on lines of their own; a value stands beside its type, lists and maps go deeper. */
    static String pretty(Map<String, Value> attributes) {
        return entries(attributes, "");
    }

    private static String entries(Map<String, Value> entries, String indent) {
        String deeper = indent + "  ";
        return entries.entrySet().stream()
                .map(entry -> deeper + quoted(entry.getKey()) + ": " + pretty(entry.getValue(), deeper))
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String pretty(Value value, String indent) {
        if (value instanceof Value.MapOf map && !map.entries().isEmpty()) {
            return "{\"M\": " + entries(map.entries(), indent) + "}";
        }
        if (value instanceof Value.ListOf list && !list.elements().isEmpty()) {
            String deeper = indent + "  ";
            return list.elements().stream()
                    .map(element -> deeper + pretty(element, deeper))
                    .collect(Collectors.joining(",\n", "{\"L\": [\n", "\n" + indent + "]}"));
        }
        return of(value).replaceFirst("\":", "\": ");
    }

    private static String quoted(String name) {
        return text(json -> json.writeString(name));
    }

    static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    private static String text(JsonResult.Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            fields.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
