package io.rowlift.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text as DynamoDB values, exactly: numbers by their digits, and nothing that a map would drop in silence. */
final class JsonValues {

    /** Above DynamoDB's own limit, which {@link ItemSize} checks for whole attributes; keeps the recursion shallow. */
    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(ItemSize.MAX)
                    .maxNameLength(ItemSize.MAX)
                    .build())
            .build();

    private JsonValues() {}

    /**
     * Parses a JSON text.
     *
     * @throws Rejection if it is not JSON, or JSON that an item cannot hold as it is: two members of one name, a number
     *     out of range
     */
    static Value parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Rejection("is no JSON");
            }
            Value value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new Rejection("is no JSON");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new Rejection("holds JSON that is too deep or too long for an item");
        } catch (IOException e) {
            // the parser's message quotes the text
            throw new Rejection("is no JSON");
        }
    }

    private static Value value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new Value.Str(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Value.Bool(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new Value.Null();
            case START_ARRAY -> list(parser);
            case START_OBJECT -> map(parser);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("the parser begins a value with " + token);
        };
    }

    private static Value number(String text) {
        try {
            return new Value.Num(Numbers.canonical(text));
        } catch (Rejection e) {
            throw new Rejection("holds a number that " + e.reason());
        }
    }

    private static Value list(JsonParser parser) throws IOException {
        List<Value> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return new Value.ListOf(elements);
    }

    private static Value map(JsonParser parser) throws IOException {
        Map<String, Value> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (entries.put(name, value(parser, parser.nextToken())) != null) {
                throw new Rejection("holds a JSON object with two members of one name");
            }
        }
        return new Value.MapOf(entries);
    }
}
