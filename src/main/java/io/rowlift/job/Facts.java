package io.rowlift.job;

import io.rowlift.problem.Location;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as lines of text, one per fact: equal records give equal lines, and two lists of lines can be compared line
 * by line. Where something stands in a file is not a fact about it.
 */
final class Facts {

    private final List<String> lines = new ArrayList<>();

    private Facts() {}

    static List<String> of(Record value) {
        Facts facts = new Facts();
        facts.add("", value);
        return List.copyOf(facts.lines);
    }

    private void add(String path, @Nullable Object value) {
        if (value == null || value instanceof Location) {
            return;
        }
        if (value instanceof Record node) {
            addRecord(path, node);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                add(path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> add(path + "." + key, entry));
        } else {
            lines.add(path + " = " + value.toString().replace("\r", "\\r").replace("\n", "\\n"));
        }
    }

    private void addRecord(String path, Record node) {
        // the class tells one kind of a sealed type from another, also where a kind has no components
        lines.add((path.isEmpty() ? "" : path + " ") + "is " + node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            add(path.isEmpty() ? component.getName() : path + "." + component.getName(), read(node, component));
        }
    }

    private static @Nullable Object read(Record node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the accessors of public records are public", e);
        }
    }
}
