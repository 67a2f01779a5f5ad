package io.rowlift.validate;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What one index would hold, gathered by one thread. */
final class IndexSurvey {

    private final Index index;
    private final Heat heat = new Heat();
    private long entries;
    private long bytes;
    private long units;

    IndexSurvey(Index index) {
        this.index = index;
    }

    void add(TableDesign table, Item item) {
        Map<String, Value> attributes = item.attributes();
        for (KeyAttribute key : index.key()) {
            if (!attributes.containsKey(key.name())) {
                return;
            }
        }
        int size = size(table, item);
        entries++;
        bytes += size;
        units += WriteUnits.of(size);
        heat.add(partition(attributes), size, WriteUnits.of(size));
    }

    private String partition(Map<String, Value> attributes) {
        List<KeyAttribute> keys = index.partition();
        return keys.size() == 1
                ? text(attributes, keys.get(0))
                : keys.stream().map(key -> text(attributes, key)).collect(Collectors.joining(", "));
    }

    private static String text(Map<String, Value> attributes, KeyAttribute key) {
        return KeyText.of(Objects.requireNonNull(attributes.get(key.name())));
    }

    private int size(TableDesign table, Item item) {
        Map<String, Value> projected = new LinkedHashMap<>(item.attributes());
        switch (index.projection().kind()) {
            case ALL -> {
                return item.size();
            }
            case KEYS_ONLY, INCLUDE ->
                projected
                        .keySet()
                        .removeIf(name -> !index.projection().attributes().contains(name)
                                && index.key().stream()
                                        .noneMatch(key -> key.name().equals(name))
                                && table.key().stream()
                                        .noneMatch(key -> key.name().equals(name)));
        }
        return ItemSize.of(projected);
    }

    void merge(IndexSurvey other) {
        heat.merge(other.heat);
        entries += other.entries;
        bytes += other.bytes;
        units += other.units;
    }

    SurveyedTable.SurveyedIndex result(int largest) {
        return new SurveyedTable.SurveyedIndex(index.name(), entries, bytes, units, heat.map(largest));
    }
}
