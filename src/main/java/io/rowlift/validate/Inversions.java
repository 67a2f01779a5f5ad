package io.rowlift.validate;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.SortKey;
import io.rowlift.mapping.SortKey.Sample;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks for keys that stand in another order than the values that they are made of. The order of values is the source's:
 * it is asked to sort the rows. Elements of lists, and types that it is not known to sort, are compared here.
 */
record Inversions(SortKey key, AggregateReader reader) {

    /** Rows that the source sorts at once; a partition that has more is not divided. */
    private static final int BATCH = 1_000;

    /**
     * A key and its row.
     *
     * @param sample the key and its values
     * @param row whose it is
     */
    record Kept(Sample sample, RowKey row) {}

    /** Keys of one partition. */
    record Partition(String name, List<Kept> keys) {}

    /**
     * Two keys of a partition that stand in the wrong order.
     *
     * @param partition the partition key
     * @param first the row whose values come first, and whose key does not
     * @param firstKey its sort key
     * @param second the other row
     * @param secondKey its sort key
     * @param text whether the first value in which they differ is text or the label of an enum
     */
    record Inversion(String partition, RowKey first, String firstKey, RowKey second, String secondKey, boolean text) {}

    /** Returns the first one, by partition and then by value. */
    Optional<Inversion> first(List<Partition> partitions) {
        List<Partition> batch = new ArrayList<>();
        int rows = 0;
        for (Partition partition : partitions) {
            batch.add(partition);
            rows += partition.keys().size();
            if (rows >= BATCH) {
                Optional<Inversion> found = firstOf(batch);
                if (found.isPresent()) {
                    return found;
                }
                batch.clear();
                rows = 0;
            }
        }
        return firstOf(batch);
    }

    private Optional<Inversion> firstOf(List<Partition> partitions) {
        List<RowKey> rows = partitions.stream()
                .flatMap(partition -> partition.keys().stream())
                .map(Kept::row)
                .distinct()
                .toList();
        Optional<Map<RowKey, List<Long>>> ranks =
                key.stored().isEmpty() ? Optional.empty() : reader.ranks(rows, key.stored());
        return partitions.stream()
                .flatMap(partition ->
                        ranks.map(known -> asked(partition, known)).orElseGet(() -> computed(partition)).stream())
                .findFirst();
    }

    /**
     * An order of the values.
     *
     * @param comparator compares
     * @param values what is compared
     * @param counts whether a row is still what was read; looked at for the few that stand in the wrong order
     */
    private record Order(
            Comparator<Kept> comparator, Function<Kept, ? extends List<?>> values, Predicate<Kept> counts) {}

    private Optional<Inversion> computed(Partition partition) {
        return first(
                partition,
                partition.keys(),
                new Order(
                        (a, b) -> key.compareValues(a.sample(), b.sample()),
                        kept -> kept.sample().values(),
                        kept -> true));
    }

    private Optional<Inversion> asked(Partition partition, Map<RowKey, List<Long>> known) {
        // a row that is gone has no place
        List<Kept> there = partition.keys().stream()
                .filter(kept -> known.containsKey(kept.row().asText()))
                .toList();
        Function<Kept, List<Long>> ranks = kept -> known.getOrDefault(kept.row().asText(), List.of());
        return first(
                partition,
                there,
                new Order(
                        (a, b) -> key.compareRanks(ranks.apply(a), ranks.apply(b)),
                        ranks,
                        kept -> unchanged(partition, kept)));
    }

    /** The source sorts rows as they are now; where that is not what was read, the order says nothing of the key. */
    private boolean unchanged(Partition partition, Kept kept) {
        Set<String> keys = new HashSet<>();
        for (Row row : reader.fetch(List.of(kept.row()))) {
            key.samples(
                    row,
                    under -> ItemKey.text(under).equals(partition.name())
                            ? sample -> keys.add(ItemKey.text(sample.sort()))
                            : null);
        }
        return keys.contains(ItemKey.text(kept.sample().sort()));
    }

    /** Where values are equal, keys may stand in any order; sorted, the outermost of them meet the neighbours. */
    private Optional<Inversion> first(Partition partition, List<Kept> keys, Order order) {
        List<Kept> sorted = new ArrayList<>(keys);
        sorted.sort(order.comparator().thenComparing((a, b) -> key.compareKeys(a.sample(), b.sample())));
        for (int i = 1; i < sorted.size(); i++) {
            Kept before = sorted.get(i - 1);
            Kept after = sorted.get(i);
            if (order.comparator().compare(before, after) < 0
                    && key.compareKeys(before.sample(), after.sample()) > 0
                    && order.counts().test(before)
                    && order.counts().test(after)) {
                int difference =
                        difference(order.values().apply(before), order.values().apply(after));
                return Optional.of(inversion(partition, before, after, key.text(difference)));
            }
        }
        return Optional.empty();
    }

    private static Inversion inversion(Partition partition, Kept before, Kept after, boolean text) {
        return new Inversion(
                partition.name(),
                before.row(),
                ItemKey.text(before.sample().sort()),
                after.row(),
                ItemKey.text(after.sample().sort()),
                text);
    }

    private static int difference(List<?> one, List<?> other) {
        int at = 0;
        while (one.get(at).equals(other.get(at))) {
            at++;
        }
        return at;
    }
}
