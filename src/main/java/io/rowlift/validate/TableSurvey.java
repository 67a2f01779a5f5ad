package io.rowlift.validate;

import io.rowlift.mapping.Footprint;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one table and its indexes would hold, gathered by one thread. */
final class TableSurvey {

    /** Partition keys that a report names. */
    private static final int LARGEST = 10;

    private final TableDesign table;
    private final List<Index> indexes;
    private final LoadTally load;
    private final Counts sizes = new Counts(ItemSize.MAX);
    private final Heat heat = new Heat();
    private final List<Heat> indexHeat = new ArrayList<>();

    TableSurvey(TableDesign table) {
        this.table = table;
        this.indexes = List.copyOf(table.indexes().values());
        this.load = new LoadTally(table);
        indexes.forEach(index -> indexHeat.add(new Heat()));
    }

    /**
     * Adds an item.
     *
     * @param partitions takes the item's write units by partition key of table and indexes
     * @return the item's write units in the table itself
     */
    int add(Item item, long place, RowKey row, Map<String, Long> partitions) {
        Footprint footprint = load.add(item);
        String partition = ItemKey.text(item.key().partition());
        sizes.add(item.size(), place, row);
        heat.add(partition, item.size(), footprint.units());
        for (int i = 0; i < indexes.size(); i++) {
            if (footprint.in(i)) {
                String entry = partition(indexes.get(i), item);
                indexHeat.get(i).add(entry, footprint.bytes(i), footprint.unitsIn(i));
                partitions.merge(
                        table.name() + ' ' + indexes.get(i).name() + ' ' + entry,
                        (long) footprint.unitsIn(i),
                        Long::sum);
            }
        }
        partitions.merge(table.name() + ' ' + partition, (long) footprint.units(), Long::sum);
        return footprint.units();
    }

    private static String partition(Index index, Item item) {
        List<KeyAttribute> keys = index.partition();
        return keys.size() == 1
                ? text(item, keys.get(0))
                : keys.stream().map(key -> text(item, key)).collect(Collectors.joining(", "));
    }

    private static String text(Item item, KeyAttribute key) {
        return ItemKey.text(Objects.requireNonNull(item.attributes().get(key.name()), "an entry has the whole key"));
    }

    void merge(TableSurvey other) {
        load.add(other.load);
        sizes.merge(other.sizes);
        heat.merge(other.heat);
        for (int i = 0; i < indexHeat.size(); i++) {
            indexHeat.get(i).merge(other.indexHeat.get(i));
        }
    }

    Distribution sizes() {
        return sizes.distribution();
    }

    /** Returns the write units of the partition key of the table or of an index that gets most of them. */
    long hottestUnits() {
        return Stream.concat(Stream.of(heat), indexHeat.stream())
                .mapToLong(each -> each.map(LARGEST).largestUnits())
                .max()
                .orElse(0);
    }

    /** Returns the write units of all items and index entries. */
    long writeUnits() {
        return load.load().writeUnits();
    }

    SurveyedTable result() {
        HeatMap own = heat.map(LARGEST);
        TableLoad counted = load.load();
        Map<String, HeatMap> heats = new LinkedHashMap<>();
        Map<String, Volume> volumes = new LinkedHashMap<>();
        for (int i = 0; i < indexes.size(); i++) {
            String name = indexes.get(i).name();
            HeatMap ofIndex = indexHeat.get(i).map(LARGEST);
            heats.put(name, ofIndex);
            volumes.put(
                    name,
                    Objects.requireNonNull(counted.indexes().get(name), "every index is counted")
                            .withLargestKey(ofIndex.largestUnits()));
        }
        TableLoad whole = new TableLoad(table, counted.own().withLargestKey(own.largestUnits()), volumes);
        return new SurveyedTable(table.name(), sizes.distribution(), whole, own, heats);
    }
}
