package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.target.TargetReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads both sides of what differed once more: source and target cannot be read at one moment, so that a row which changes
 * just then looks different without being so. What the row was before tells whether it changed.
 *
 * @param reading how the rows are read and what they become
 * @param target where the items should be
 * @param expiry excuses items that are absent
 */
record SecondLook(EntityReading reading, TargetReader target, Expiry expiry) {

    /**
     * A row that was looked at again.
     *
     * @param now what it becomes now, without items if it is gone
     * @param outcome the comparison of that
     */
    record Looked(Mapped now, RowOutcome outcome) {}

    /** Looks at rows again, given what they were before. */
    List<Looked> at(List<Mapped> before) {
        Map<String, Mapped> now = read(before);
        Set<ItemKey> keys = new LinkedHashSet<>();
        now.values().forEach(row -> row.items().forEach(item -> keys.add(item.key())));
        Map<ItemKey, Item> found = target.fetch(List.copyOf(keys));
        List<Looked> looked = new ArrayList<>();
        for (Mapped row : before) {
            Mapped again = now.getOrDefault(row.row().toString(), new Mapped(row.row(), List.of(), null));
            looked.add(new Looked(again, compare(row, again, found)));
        }
        return looked;
    }

    private Map<String, Mapped> read(List<Mapped> before) {
        Map<String, Mapped> now = new HashMap<>();
        for (Row row : reading.reader().fetch(before.stream().map(Mapped::row).toList())) {
            Mapped mapped = reading.mapper().apply(row);
            now.put(mapped.row().toString(), mapped);
        }
        return now;
    }

    private RowOutcome compare(Mapped before, Mapped now, Map<ItemKey, Item> found) {
        Owner owner = new Owner(reading.entity(), before.row());
        boolean changed = !before.items().equals(now.items());
        return RowOutcome.of(owner, now.items(), found, expiry, changed);
    }
}
