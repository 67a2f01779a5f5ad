package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.rowlift.mapping.Value;
import io.rowlift.verify.ItemJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Items as DynamoDB JSON for people. */
final class ItemText {

    private static final JsonFactory JSON = new JsonFactory();

    private ItemText() {}

    /** Returns attributes on one line. */
    static String of(Map<String, Value> attributes) {
        return text(false, json -> ItemJson.write(json, attributes));
    }

    /** Returns a value on one line. */
    static String of(Value value) {
        return text(false, json -> ItemJson.write(json, value));
    }

    /** Returns attributes on lines of their own, two spaces deep per level. */
    static String pretty(Map<String, Value> attributes) {
        return text(true, json -> ItemJson.write(json, attributes));
    }

    static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }

    private static String text(boolean pretty, JsonResult.Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            if (pretty) {
                json.setPrettyPrinter(prettyPrinter());
            }
            fields.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
