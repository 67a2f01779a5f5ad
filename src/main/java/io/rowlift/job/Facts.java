package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.Location;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entity as lines of text, one per fact, so that what was changed can be shown. Whether something was changed is for
 * its {@link io.rowlift.mapping.Fingerprint} to say. Where something stands in a file is not a fact about it.
 */
final class Facts {

    private final List<String> lines = new ArrayList<>();

    private Facts() {}

    /** Returns what is known about an entity and about the keys of the tables that it writes to. */
    static List<String> of(Entity entity, Mapping mapping) {
        Facts facts = new Facts();
        facts.add("", entity);
        for (TableDesign table : mapping.tables().values()) {
            if (entity.items().stream().anyMatch(item -> item.table().equals(table.name()))) {
                facts.add("table " + table.name() + ".key", table.key());
                table.indexes().forEach((name, index) -> facts.add("table " + table.name() + "." + name, index.key()));
            }
        }
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
            new TreeMap<>(map).forEach((key, entry) -> add(path + "." + key, entry));
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
