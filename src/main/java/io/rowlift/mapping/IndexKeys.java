package io.rowlift.mapping;

import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.schema.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index keys of an item: those made by templates, and ordinary attributes that serve as such. An item is in an index
 * with its whole key or not at all.
 *
 * @param made by templates
 * @param served by ordinary attributes
 * @param groups per index the positions of its templates in {@code made} and the ordinary attributes that it needs
 */
record IndexKeys(List<KeySlot> made, List<Served> served, List<Group> groups) {

    /** An ordinary attribute that is a key of an index. */
    record Served(String name, KeyType type, int maxBytes) {}

    /** What one index needs. */
    record Group(List<Integer> made, List<String> served) {}

    /**
     * Adds the keys of each index that the item has a whole key for.
     *
     * @param ordinary the item's ordinary attributes; explicit NULLs that would stand in a key are taken out
     * @param out takes the keys
     */
    void add(Row row, @Nullable Object element, Map<String, Value> ordinary, Map<String, Value> out) {
        for (Served key : served) {
            check(key, ordinary);
        }
        if (made.isEmpty()) {
            return;
        }
        @Nullable Value[] values = new @Nullable Value[made.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = made.get(i).value(row, element);
        }
        boolean[] wanted = new boolean[values.length];
        for (Group group : groups) {
            if (complete(group, values, ordinary)) {
                group.made().forEach(i -> wanted[i] = true);
            }
        }
        for (int i = 0; i < values.length; i++) {
            Value value = values[i];
            if (wanted[i] && value != null) {
                out.put(made.get(i).name(), value);
            }
        }
    }

    private static boolean complete(Group group, @Nullable Value[] values, Map<String, Value> ordinary) {
        for (int i : group.made()) {
            if (values[i] == null) {
                return false;
            }
        }
        return ordinary.keySet().containsAll(group.served());
    }

    private static void check(Served key, Map<String, Value> ordinary) {
        Value value = ordinary.get(key.name());
        if (value == null) {
            return;
        }
        if (value instanceof Value.Null) {
            ordinary.remove(key.name());
            return;
        }
        KeyType type = KeySlot.type(value);
        if (type != key.type()) {
            throw Rejection.whole("key attribute \"" + key.name() + "\" of an index is not of its type " + key.type());
        }
        KeySlot.check(value, key.name(), key.maxBytes());
    }
}
