package io.rowlift.validate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest partition keys of a table or an index, in bounded memory. Where there are more keys than are kept, small
 * ones are forgotten from time to time; what a key may have lost by it is known (the method of Misra and Gries), and
 * stands in the result.
 */
final class Heat {

    /** Keys that are kept when small ones are forgotten. */
    private static final int KEPT = 2_000;

    private final Map<String, Load> loads = new HashMap<>();
    private long items;
    private long units;
    private long forgotten;

    private static final class Load {

        private long items;
        private long bytes;
        private long units;

        private void add(long moreItems, long moreBytes, long moreUnits) {
            items += moreItems;
            bytes += moreBytes;
            units += moreUnits;
        }

        private long units() {
            return units;
        }
    }

    /** Counts an item or an index entry under its partition key. */
    void add(String partition, int size, int writeUnits) {
        items++;
        units += writeUnits;
        loads.computeIfAbsent(partition, key -> new Load()).add(1, size, writeUnits);
        if (loads.size() > 2 * KEPT) {
            forget();
        }
    }

    void merge(Heat other) {
        items += other.items;
        units += other.units;
        forgotten += other.forgotten;
        other.loads.forEach((partition, load) ->
                loads.computeIfAbsent(partition, key -> new Load()).add(load.items, load.bytes, load.units));
        if (loads.size() > 2 * KEPT) {
            forget();
        }
    }

    private void forget() {
        List<Long> sorted = loads.values().stream()
                .map(Load::units)
                .sorted(Comparator.reverseOrder())
                .toList();
        long threshold = sorted.get(KEPT);
        loads.values().removeIf(load -> load.units <= threshold);
        forgotten += threshold;
    }

    /** Returns the largest keys. */
    HeatMap map(int most) {
        List<HeatMap.Partition> largest = loads.entrySet().stream()
                .map(e -> new HeatMap.Partition(e.getKey(), e.getValue().items, e.getValue().bytes, e.getValue().units))
                .sorted(Comparator.comparingLong(HeatMap.Partition::units)
                        .reversed()
                        .thenComparing(HeatMap.Partition::key))
                .limit(most)
                .toList();
        return new HeatMap(items, units, forgotten == 0 ? loads.size() : -1, forgotten, largest);
    }
}
