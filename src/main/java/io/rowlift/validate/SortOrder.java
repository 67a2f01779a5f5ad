package io.rowlift.validate;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.SortKey;
import io.rowlift.mapping.SortKey.Sample;
import io.rowlift.mapping.Value;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import io.rowlift.validate.Inversions.Inversion;
import io.rowlift.validate.Inversions.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sort key has the order of the values that it is made of. Where there are more keys than are kept, some
 * partitions are looked at: those whose keys have the smallest hashes, so that the same data shows the same result.
 * Safe for use by several threads, so that what is kept does not grow with their number; most rows pass without a lock.
 */
final class SortOrder {

    /** Keys that are kept: all of a small entity, and a few megabytes of a large one. */
    private static final int MOST = 20_000;

    private static final int MOST_OF_ONE = 2_000;

    private final SortKey key;
    private final TreeMap<Long, Partition> partitions = new TreeMap<>();
    private int kept;

    /** Partitions of greater hashes are left out, for good. */
    private volatile long greatest = Long.MAX_VALUE;

    private Optional<Inversion> inversion = Optional.empty();

    SortOrder(SortKey key) {
        this.key = key;
    }

    /** The keys of one partition: a sample by hashes, and the first and the last of all by value and by key. */
    private final class Partition {

        private final String name;
        private final TreeMap<Long, Kept> samples = new TreeMap<>();
        private final List<Kept> extremes = new ArrayList<>();

        private Partition(String name) {
            this.name = name;
        }

        /** Returns how many keys are kept more: none when another had to go. */
        private int keep(long hash, Kept kept) {
            int more = samples.put(hash, kept) == null ? 1 : 0;
            if (samples.size() > MOST_OF_ONE) {
                samples.pollLastEntry();
                more--;
            }
            return more;
        }

        private void extreme(Kept kept) {
            if (extremes.isEmpty()) {
                extremes.addAll(List.of(kept, kept, kept, kept));
            }
            place(0, kept, key.compareValues(kept.sample(), extremes.get(0).sample()) < 0);
            place(1, kept, key.compareValues(kept.sample(), extremes.get(1).sample()) > 0);
            place(2, kept, key.compareKeys(kept.sample(), extremes.get(2).sample()) < 0);
            place(3, kept, key.compareKeys(kept.sample(), extremes.get(3).sample()) > 0);
        }

        private void place(int position, Kept kept, boolean further) {
            if (further) {
                extremes.set(position, kept);
            }
        }

        private Inversions.Partition all() {
            List<Kept> all = new ArrayList<>(samples.values());
            all.addAll(extremes);
            return new Inversions.Partition(name, all);
        }
    }

    SortKey key() {
        return key;
    }

    void add(Row row, RowKey of) {
        key.samples(row, partition -> taker(partition, of));
    }

    private @Nullable Consumer<Sample> taker(Value value, RowKey row) {
        String name = ItemKey.text(value);
        long hash = Spread.of(name);
        return hash <= greatest
                ? sample -> keep(hash, name, Spread.of(ItemKey.text(sample.sort())), new Kept(sample, row))
                : null;
    }

    private synchronized void keep(long hash, String name, long of, Kept sample) {
        if (hash > greatest) {
            return;
        }
        Partition partition = partitions.computeIfAbsent(hash, h -> new Partition(name));
        partition.extreme(sample);
        kept += partition.keep(of, sample);
        while (kept > MOST && partitions.size() > 1) {
            kept -= partitions.pollLastEntry().getValue().samples.size();
            greatest = partitions.lastKey();
        }
    }

    /**
     * Looks for the first inversion, by partition and then by value, and forgets the keys.
     *
     * @param reader the entity's, which knows the order of the source
     */
    void settle(AggregateReader reader) {
        List<Inversions.Partition> several = partitions.values().stream()
                .map(Partition::all)
                .filter(partition -> partition.keys().stream().distinct().count() > 1)
                .sorted(Comparator.comparing(Inversions.Partition::name))
                .toList();
        partitions.clear();
        inversion = new Inversions(key, reader).first(several);
    }

    /** Returns the first inversion that was found. */
    Optional<Inversion> inversion() {
        return inversion;
    }
}
