package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes, of one value, all values that differ from it in exactly one leaf of its records. */
final class Variations {

    /**
     * A changed copy.
     *
     * @param location whether the change is inside a Location
     */
    record Variation(Object value, String path, boolean location) {}

    private final Set<Class<?>> seen = new HashSet<>();

    /** Returns the classes of all records that were met. */
    Set<Class<?>> seen() {
        return seen;
    }

    List<Variation> of(Object value) {
        return of(value, "");
    }

    private List<Variation> of(Object value, String path) {
        if (value instanceof Record composite) {
            return ofRecord(composite, path);
        }
        if (value instanceof List<?> list) {
            return ofList(list, path);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map, path);
        }
        return List.of(new Variation(other(value), path, false));
    }

    private static Object other(Object value) {
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        return Arrays.stream(((Enum<?>) value).getDeclaringClass().getEnumConstants())
                .filter(word -> word != value)
                .findFirst()
                .orElseThrow();
    }

    private List<Variation> ofRecord(Record composite, String path) {
        seen.add(composite.getClass());
        RecordComponent[] components = composite.getClass().getRecordComponents();
        List<Variation> variations = new ArrayList<>();
        try {
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getAccessor().invoke(composite);
                types[i] = components[i].getType();
            }
            for (int i = 0; i < components.length; i++) {
                for (Variation v : of(values[i], path + "." + components[i].getName())) {
                    Object[] changed = values.clone();
                    changed[i] = v.value();
                    Object copy =
                            composite.getClass().getDeclaredConstructor(types).newInstance(changed);
                    variations.add(new Variation(copy, v.path(), v.location() || composite instanceof Location));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return variations;
    }

    private List<Variation> ofList(List<?> list, String path) {
        List<Variation> variations = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            for (Variation v : of(list.get(i), path + "[" + i + "]")) {
                List<Object> changed = new ArrayList<>(list);
                changed.set(i, v.value());
                variations.add(new Variation(changed, v.path(), v.location()));
            }
        }
        if (!list.isEmpty()) {
            List<Object> longer = new ArrayList<>(list);
            longer.add(list.get(0));
            variations.add(new Variation(longer, path + " with its first again", false));
        }
        return variations;
    }

    private List<Variation> ofMap(Map<?, ?> map, String path) {
        List<Variation> variations = new ArrayList<>();
        map.forEach((key, value) -> {
            Map<Object, Object> renamed = new HashMap<>(map);
            renamed.put(key + "x", renamed.remove(key));
            variations.add(new Variation(renamed, path + " renamed " + key, false));
            for (Variation v : of(value, path + "{" + key + "}")) {
                Map<Object, Object> changed = new HashMap<>(map);
                changed.put(key, v.value());
                variations.add(new Variation(changed, v.path(), v.location()));
            }
        });
        return variations;
    }
}
