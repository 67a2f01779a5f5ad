package io.rowlift.validate;

import io.rowlift.mapping.Footprint;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.validate.SurveyedTable.SurveyedIndex;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What one index would hold, gathered by one thread. */
final class IndexSurvey {

    private final Index index;
    private final int number;
    private final Heat heat = new Heat();
    private long entries;
    private long bytes;
    private long stored;
    private long units;

    /**
     * Begins with nothing.
     *
     * @param number position among the table's indexes
     */
    IndexSurvey(Index index, int number) {
        this.index = index;
        this.number = number;
    }

    void add(Item item, Footprint footprint) {
        if (footprint.in(number)) {
            entries++;
            bytes += footprint.bytes(number);
            stored += footprint.storedIn(number);
            units += footprint.unitsIn(number);
            heat.add(partition(item), footprint.bytes(number), footprint.unitsIn(number));
        }
    }

    private String partition(Item item) {
        List<KeyAttribute> keys = index.partition();
        return keys.size() == 1
                ? text(item, keys.get(0))
                : keys.stream().map(key -> text(item, key)).collect(Collectors.joining(", "));
    }

    private static String text(Item item, KeyAttribute key) {
        return KeyText.of(Objects.requireNonNull(item.attributes().get(key.name()), "an entry has the whole key"));
    }

    void merge(IndexSurvey other) {
        heat.merge(other.heat);
        entries += other.entries;
        bytes += other.bytes;
        stored += other.stored;
        units += other.units;
    }

    SurveyedIndex result(int largest) {
        return new SurveyedIndex(index.name(), entries, bytes, stored, units, heat.map(largest));
    }
}
