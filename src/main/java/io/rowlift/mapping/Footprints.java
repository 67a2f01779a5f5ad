package io.rowlift.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures the items of one table and what its indexes repeat of them, without copying. Each attribute that an index
 * repeats is measured once per item, however many indexes repeat it. Safe for use by several threads.
 */
public final class Footprints {

    private static final int[] NO_ENTRIES = {};

    private final List<IndexEntry> indexes;
    private final String[] names;
    private final int[][] repeated;

    private Footprints(TableDesign table) {
        List<IndexEntry> entries = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        table.indexes().values().forEach(index -> {
            IndexEntry entry = IndexEntry.of(table, index);
            entries.add(entry);
            Set<String> some = entry.names();
            if (some != null) {
                all.addAll(some);
            }
        });
        List<String> positions = List.copyOf(all);
        this.indexes = List.copyOf(entries);
        this.names = positions.toArray(String[]::new);
        this.repeated = entries.stream()
                .map(entry -> positions(entry.names(), positions))
                .toArray(int[][]::new);
    }

    private static int[] positions(@Nullable Set<String> some, List<String> all) {
        return some == null ? NO_ENTRIES : some.stream().mapToInt(all::indexOf).toArray();
    }

    /** Prepares to measure the items of a table. */
    public static Footprints of(TableDesign table) {
        return new Footprints(table);
    }

    /** Returns the table's indexes in the order of the mapping. */
    public List<IndexEntry> indexes() {
        return indexes;
    }

    /** Returns what an item takes. */
    public Footprint of(Item item) {
        if (indexes.isEmpty()) {
            return new Footprint(item.size(), NO_ENTRIES);
        }
        Map<String, Value> attributes = item.attributes();
        int[] entries = new int[indexes.size()];
        int @Nullable [] sizes = null;
        for (int i = 0; i < entries.length; i++) {
            IndexEntry index = indexes.get(i);
            if (!index.holds(attributes)) {
                continue;
            }
            if (index.names() == null) {
                entries[i] = item.size();
                continue;
            }
            sizes = sizes == null ? sizes(attributes) : sizes;
            for (int position : repeated[i]) {
                entries[i] += sizes[position];
            }
        }
        return new Footprint(item.size(), entries);
    }

    private int[] sizes(Map<String, Value> attributes) {
        int[] sizes = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            Value value = attributes.get(names[i]);
            sizes[i] = value == null ? 0 : ItemSize.of(names[i], value);
        }
        return sizes;
    }

    /**
     * Returns the write units of putting an item over another one of the same key. The table takes the larger of the two;
     * an index takes nothing where its entry stays as it is, one write where an entry comes, goes or changes under the
     * same index key, and two where the index key changes: the old entry is deleted, the new one is put.
     */
    public int unitsOfReplacing(Item before, Item after) {
        Footprint old = of(before);
        Footprint put = of(after);
        int units = Math.max(old.units(), put.units());
        for (int i = 0; i < indexes.size(); i++) {
            units += unitsOfReplacing(
                    indexes.get(i), before.attributes(), after.attributes(), old.bytes(i), put.bytes(i));
        }
        return units;
    }

    private static int unitsOfReplacing(
            IndexEntry index, Map<String, Value> before, Map<String, Value> after, int oldBytes, int newBytes) {
        if (oldBytes == 0 || newBytes == 0) {
            return oldBytes + newBytes == 0 ? 0 : Footprint.units(oldBytes + newBytes);
        }
        if (!index.sameKey(before, after)) {
            return Footprint.units(oldBytes) + Footprint.units(newBytes);
        }
        return index.of(before).equals(index.of(after)) ? 0 : Footprint.units(Math.max(oldBytes, newBytes));
    }
}
