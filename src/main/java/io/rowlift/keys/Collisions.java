package io.rowlift.keys;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows whose keys are really equal, among those whose hashes are. Safe for use by several threads. */
public final class Collisions {

    private final Set<KeyHash> suspects;
    private final int max;
    private final Map<ItemKey, Owner> owners = new HashMap<>();
    private final List<Collision> found = new ArrayList<>();

    /**
     * Begins without rows.
     *
     * @param suspects hashes that are known to come more than once
     * @param max most collisions to find
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
     * Two rows that make one item, or one row that makes it twice.
     *
     * @param key the item's key
     * @param first the row that was seen first
     * @param second the other row
     */
    public record Collision(ItemKey key, Owner first, Owner second) {

        /** Returns whether both are one row. */
        public boolean ofOneRow() {
            return first.toString().equals(second.toString());
        }
    }

    /** Looks at an item again and returns whether there is more to find. */
    public boolean look(Owner row, ItemKey key) {
        return !suspects.contains(KeyHash.of(key)) || add(row, key);
    }

    private synchronized boolean add(Owner row, ItemKey key) {
        Owner other = owners.putIfAbsent(key, row);
        if (other != null && found.size() < max) {
            found.add(new Collision(key, other, row));
        }
        return found.size() < max;
    }

    /** Returns the first collisions. */
    public synchronized List<Collision> found() {
        return List.copyOf(found);
    }
}
