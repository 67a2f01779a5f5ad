package io.rowlift.validate;

import io.rowlift.mapping.Footprint;
import io.rowlift.mapping.Footprints;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one table would hold, gathered by one thread. */
final class TableSurvey {

    /** Partition keys that a report names. */
    private static final int LARGEST = 10;

    private final TableDesign table;
    private final Counts sizes = new Counts(ItemSize.MAX);
    private final Heat heat = new Heat();
    private final Footprints footprints;
    private final List<IndexSurvey> indexes = new ArrayList<>();
    private long stored;
    private long units;

    TableSurvey(TableDesign table) {
        this.table = table;
        this.footprints = Footprints.of(table);
        for (int i = 0; i < footprints.indexes().size(); i++) {
            indexes.add(new IndexSurvey(footprints.indexes().get(i).index(), i));
        }
    }

    /**
     * Adds an item.
     *
     * @param partitions takes the write units of the item and of its index entries by partition key
     */
    void add(Item item, long place, RowKey row, Map<String, Long> partitions) {
        Footprint footprint = footprints.of(item);
        String partition = KeyText.of(item.key().partition());
        sizes.add(item.size(), place, row);
        stored += footprint.stored();
        units += footprint.units();
        heat.add(partition, item.size(), footprint.units());
        indexes.forEach(index -> index.add(item, footprint));
        partitions.merge(table.name() + ' ' + partition, (long) footprint.units(), Long::sum);
    }

    void merge(TableSurvey other) {
        sizes.merge(other.sizes);
        heat.merge(other.heat);
        stored += other.stored;
        units += other.units;
        for (int i = 0; i < indexes.size(); i++) {
            indexes.get(i).merge(other.indexes.get(i));
        }
    }

    Distribution sizes() {
        return sizes.distribution();
    }

    SurveyedTable result() {
        return new SurveyedTable(
                table.name(),
                sizes.distribution(),
                stored,
                units,
                heat.map(LARGEST),
                indexes.stream().map(index -> index.result(LARGEST)).toList());
    }
}
