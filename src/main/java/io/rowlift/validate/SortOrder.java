package io.rowlift.validate;

import io.rowlift.mapping.SortKey;
import io.rowlift.mapping.SortKey.Sample;
import io.rowlift.mapping.Value;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sort key has the order of the values that it is made of, looked at in some partitions: those whose keys have
 * the smallest hashes, so that the same data shows the same result.
 */
final class SortOrder {

    private static final int PARTITIONS = 64;
    private static final int PER_PARTITION = 1_000;

    private final SortKey key;
    private final TreeMap<Long, Partition> partitions = new TreeMap<>();

    SortOrder(SortKey key) {
        this.key = key;
    }

    private record Kept(Sample sample, RowKey row) {}

    /** The keys of one partition with the smallest hashes. */
    private static final class Partition {

        private final String name;
        private final TreeMap<Long, Kept> kept = new TreeMap<>();

        Partition(String name) {
            this.name = name;
        }

        void add(long hash, Kept sample) {
            if (kept.size() < PER_PARTITION || hash < kept.lastKey()) {
                kept.put(hash, sample);
                if (kept.size() > PER_PARTITION) {
                    kept.pollLastEntry();
                }
            }
        }
    }

    /**
     * Two keys of a partition that stand in the wrong order.
     *
     * @param partition the partition key
     * @param first the row whose values come first, and whose key does not
     * @param firstKey its sort key
     * @param second the other row
     * @param secondKey its sort key
     */
    record Inversion(String partition, RowKey first, String firstKey, RowKey second, String secondKey) {}

    SortKey key() {
        return key;
    }

    void add(Row row, RowKey of) {
        key.samples(row, partition -> taker(partition, of));
    }

    private @Nullable Consumer<Sample> taker(Value value, RowKey row) {
        String name = KeyText.of(value);
        long hash = Spread.of(name);
        Partition partition = partition(hash, name);
        return partition == null
                ? null
                : sample -> partition.add(Spread.of(KeyText.of(sample.sort())), new Kept(sample, row));
    }

    private @Nullable Partition partition(long hash, String name) {
        Partition known = partitions.get(hash);
        if (known != null || (partitions.size() == PARTITIONS && hash > partitions.lastKey())) {
            return known;
        }
        Partition added = new Partition(name);
        partitions.put(hash, added);
        if (partitions.size() > PARTITIONS) {
            partitions.pollLastEntry();
        }
        return added;
    }

    void merge(SortOrder other) {
        for (Map.Entry<Long, Partition> theirs : other.partitions.entrySet()) {
            Partition ours = partition(theirs.getKey(), theirs.getValue().name);
            if (ours != null) {
                theirs.getValue().kept.forEach(ours::add);
            }
        }
    }

    /** Returns the first inversion, by partition and then by value. */
    Optional<Inversion> inversion() {
        return partitions.values().stream()
                .sorted(Comparator.comparing((Partition partition) -> partition.name))
                .flatMap(partition -> inversion(partition).stream())
                .findFirst();
    }

    private Optional<Inversion> inversion(Partition partition) {
        List<Kept> byValue = new ArrayList<>(partition.kept.values());
        byValue.sort((a, b) -> key.compareValues(a.sample(), b.sample()));
        for (int i = 1; i < byValue.size(); i++) {
            Kept before = byValue.get(i - 1);
            Kept after = byValue.get(i);
            if (key.compareValues(before.sample(), after.sample()) < 0
                    && key.compareKeys(before.sample(), after.sample()) > 0) {
                return Optional.of(new Inversion(
                        partition.name,
                        before.row(),
                        KeyText.of(before.sample().sort()),
                        after.row(),
                        KeyText.of(after.sample().sort())));
            }
        }
        return Optional.empty();
    }
}
