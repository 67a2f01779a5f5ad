package io.rowlift.validate;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.schema.RowKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What one table would hold, gathered by one thread. */
final class TableSurvey {

    /** Partition keys that a report names. */
    private static final int LARGEST = 10;

    private final TableDesign table;
    private final Counts sizes = new Counts(ItemSize.MAX);
    private final Heat heat = new Heat();
    private final Map<String, IndexSurvey> indexes = new LinkedHashMap<>();
    private long units;

    TableSurvey(TableDesign table) {
        this.table = table;
        table.indexes().forEach((name, index) -> indexes.put(name, new IndexSurvey(index)));
    }

    /** Adds an item and returns its partition key as text. */
    String add(Item item, long place, RowKey row) {
        int itemUnits = WriteUnits.of(item.size());
        String partition = KeyText.of(item.key().partition());
        sizes.add(item.size(), place, row);
        units += itemUnits;
        heat.add(partition, item.size(), itemUnits);
        indexes.values().forEach(index -> index.add(table, item));
        return partition;
    }

    void merge(TableSurvey other) {
        sizes.merge(other.sizes);
        heat.merge(other.heat);
        units += other.units;
        other.indexes.forEach((name, index) -> index(name).merge(index));
    }

    Distribution sizes() {
        return sizes.distribution();
    }

    SurveyedTable result() {
        return new SurveyedTable(
                table.name(),
                sizes.distribution(),
                units,
                heat.map(LARGEST),
                indexes.values().stream().map(index -> index.result(LARGEST)).toList());
    }

    private IndexSurvey index(String name) {
        return Objects.requireNonNull(indexes.get(name), "surveys of one table have the same indexes");
    }
}
