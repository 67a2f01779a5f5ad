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
import java.util.stream.Collectors;

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
        before.forEach(row -> row.items().forEach(item -> keys.add(item.key())));
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
        RowOutcome outcome =
                RowOutcome.of(owner, now.items(), found, expiry, !before.items().equals(now.items()));
        Set<ItemKey> made = now.items().stream().map(Item::key).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>(outcome.findings());
        for (Item item : before.items()) {
            // the row has another key, or none, by now, and nobody has removed the old item
            if (!made.contains(item.key()) && found.containsKey(item.key())) {
                findings.add(new Finding(Finding.Kind.DIFFERENT, item.key(), owner, List.of(), true));
            }
        }
        return new RowOutcome(outcome.equal(), outcome.expired(), findings);
    }
}
