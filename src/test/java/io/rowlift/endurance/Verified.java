package io.rowlift.endurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowlift.program.Program;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code verify --json} prints.
 *
 * @param json without what differs from run to run
 */
record Verified(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Verified of(Program.Answer answer) throws IOException {
        ObjectNode json = JSON.readValue(answer.out(), ObjectNode.class);
        json.remove("seconds");
        json.remove("began");
        // a comparison that was killed says that it went on
        ArrayNode notices = json.withArray("/notices");
        for (int i = notices.size() - 1; i >= 0; i--) {
            if (notices.get(i).asText().startsWith("this comparison goes on with one that began at ")) {
                notices.remove(i);
            }
        }
        return new Verified(json);
    }

    long number(String field) {
        return json.get(field).asLong();
    }

    Set<String> missing() {
        Set<String> keys = new TreeSet<>();
        json.get("entities").forEach(e -> e.get("firstMissing").forEach(item -> keys.add(key(item.get("key")))));
        return keys;
    }

    Map<String, Set<String>> different() {
        Map<String, Set<String>> names = new TreeMap<>();
        json.get("entities")
                .forEach(entity -> entity.get("firstDifferent").forEach(item -> {
                    Set<String> attributes = new TreeSet<>();
                    item.get("attributes")
                            .forEach(a -> attributes.add(a.get("name").asText()));
                    names.put(key(item.get("key")), attributes);
                }));
        return names;
    }

    Set<String> extra() {
        Set<String> keys = new TreeSet<>();
        json.get("tables").forEach(table -> table.get("firstExtra").forEach(item -> keys.add(key(item))));
        return keys;
    }

    private static String key(JsonNode key) {
        return key.get("PK").get("S").asText() + "|" + key.get("SK").get("S").asText();
    }
}
