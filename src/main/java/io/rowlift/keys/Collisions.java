package io.rowlift.keys;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows whose keys are really equal, among those whose hashes are. What it says does not depend on the order in which
 * rows are seen. Safe for use by several threads.
 */
public final class Collisions {

    private static final Comparator<Owner> IN_ORDER =
            Comparator.comparing(Owner::entity).thenComparing(Owner::row, Collisions::compare);

    private final Set<KeyHash> suspects;
    private final int max;
    private final Map<ItemKey, Rivals> rivals = new HashMap<>();
    private int found;

    /**
     * Begins without rows.
     *
     * @param suspects hashes that are known to come more than once
     * @param max how many keys are enough to be found
     */
    public Collisions(Set<KeyHash> suspects, int max) {
        this.suspects = Set.copyOf(suspects);
        this.max = max;
    }

    /**
     * A row that makes an item.
     *
     * @param entity the mapping's name of it
     * @param row its key
     */
    public record Owner(String entity, RowKey row) {

        /** Returns {@code Order(id=4711)}. */
        @Override
        public String toString() {
            return entity + row;
        }
    }

    /**
     * Rows that make one item, or one row that makes it more than once.
     *
     * @param key the item's key
     * @param first the first of these rows, by entity and key
     * @param second the next one, which may be the same
     * @param times how often the item is made
     * @param entities of all these rows, by name
     */
    public record Collision(ItemKey key, Owner first, Owner second, long times, List<String> entities) {

        public Collision {
            entities = List.copyOf(entities);
        }

        /** Returns whether the two are one row. */
        public boolean ofOneRow() {
            return first.toString().equals(second.toString());
        }
    }

    /** The rows of one key: the first two, and what there is to say about all. */
    private static final class Rivals {

        private final List<Owner> first = new ArrayList<>(3);
        private final Set<String> entities = new TreeSet<>();
        private long times;

        private void add(Owner row) {
            times++;
            entities.add(row.entity());
            first.add(row);
            first.sort(IN_ORDER);
            if (first.size() > 2) {
                first.remove(2);
            }
        }
    }

    /** Looks at an item again and returns whether there is more to find. */
    public boolean look(Owner row, ItemKey key) {
        return !suspects.contains(KeyHash.of(key)) || add(row, key);
    }

    private synchronized boolean add(Owner row, ItemKey key) {
        Rivals rows = rivals.computeIfAbsent(key, k -> new Rivals());
        rows.add(row);
        if (rows.times == 2) {
            found++;
        }
        return found < max;
    }

    /** Returns what was found, by the first rows. */
    public synchronized List<Collision> found() {
        List<Collision> collisions = new ArrayList<>();
        rivals.forEach((key, rows) -> {
            if (rows.times > 1) {
                collisions.add(new Collision(
                        key, rows.first.get(0), rows.first.get(1), rows.times, List.copyOf(rows.entities)));
            }
        });
        collisions.sort(Comparator.comparing(Collision::first, IN_ORDER).thenComparing(Collision::second, IN_ORDER));
        return collisions.size() <= max ? collisions : List.copyOf(collisions.subList(0, max));
    }

    /** Whole numbers by size and everything else by its text: as people look for rows. */
    private static int compare(RowKey one, RowKey other) {
        for (int i = 0; i < Math.min(one.values().size(), other.values().size()); i++) {
            Object a = one.values().get(i);
            Object b = other.values().get(i);
            int order = a instanceof Long x && b instanceof Long y
                    ? Long.compare(x, y)
                    : RowKey.text(a).compareTo(RowKey.text(b));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.values().size(), other.values().size());
    }
}
