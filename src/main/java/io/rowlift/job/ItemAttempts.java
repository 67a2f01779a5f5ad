package io.rowlift.job;

import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import io.rowlift.source.AggregateReader.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Maps rejected rows again and writes their items. */
final class ItemAttempts implements Attempts {

    private final Setting setting;
    private final ItemLoad load;
    private final Map<String, Compiled> entities = new LinkedHashMap<>();
    private final Set<String> unproved;

    ItemAttempts(Setting setting, ItemLoad load, List<Compiled> compiled) {
        this.setting = setting;
        this.load = load;
        Map<String, Reading> readings = new LinkedHashMap<>();
        for (Compiled entity : compiled) {
            entities.put(entity.name(), entity);
            readings.put(entity.name(), entity.reader().reading());
        }
        this.unproved = load.engine().unproved(load.mapping(), readings).keySet();
    }

    /** To write an item a second time does no harm. */
    @Override
    public boolean isWritten(Unit unit, Entry entry) {
        return false;
    }

    @Override
    public Attempt again(Unit unit, Entry entry, Row row) {
        Compiled entity = Objects.requireNonNull(entities.get(unit.name()));
        Mapped result = entity.mapper().map(row);
        String rejection = result.rejection();
        if (rejection == null && taken(entity, result.items())) {
            rejection = "the target holds an item of another row under the key of one of this row's items";
        }
        if (rejection != null) {
            return new Attempt(result.row(), rejection, 0);
        }
        setting.signal().checkWrite();
        return new Attempt(result.row(), null, Delivery.of(result.items(), unit.name(), load.target()));
    }

    /**
     * The key check before the load could not see the keys of a row that was rejected. Where keys are not proved, an item that
     * stands under one of them is another row's, unless it is the very item, from a replay that was killed.
     */
    private boolean taken(Compiled entity, List<Item> items) {
        if (!unproved.contains(entity.name())) {
            return false;
        }
        Map<ItemKey, Item> standing =
                load.target().reader().fetch(items.stream().map(Item::key).toList());
        return items.stream()
                .anyMatch(item -> standing.containsKey(item.key())
                        && !item.attributes()
                                .equals(Objects.requireNonNull(standing.get(item.key()))
                                        .attributes()));
    }

    @Override
    public void close() {
        // the target is the caller's
    }
}
