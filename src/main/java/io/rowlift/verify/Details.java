package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.EntityReading;
import io.rowlift.target.TargetReader;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import java.util.List;
import java.util.Optional;

/**
 * Reads the values of items that differ once more, for those who asked to see them: values are not remembered.
 *
 * @param rendering how rows are read and what they become
 * @param target where the items are
 */
record Details(Rendering rendering, TargetReader target) {

    /** Returns the same outcome with values where both sides still differ. */
    VerifiedEntity of(VerifiedEntity entity) {
        EntityReading reading = rendering.reading(entity.entity());
        List<DifferentItem> different =
                entity.firstDifferent().stream().map(item -> of(reading, item)).toList();
        return new VerifiedEntity(
                entity.entity(),
                entity.rows(),
                entity.rejected(),
                entity.compared(),
                entity.equal(),
                entity.missing(),
                entity.different(),
                entity.expired(),
                entity.changed(),
                entity.perhapsChanged(),
                entity.firstMissing(),
                different);
    }

    private DifferentItem of(EntityReading reading, DifferentItem item) {
        Item held = target.fetch(List.of(item.key())).get(item.key());
        Optional<Item> made = made(reading, item.row(), item.key());
        if (held == null || made.isEmpty()) {
            return item;
        }
        List<AttributeDifference> values = ItemComparison.differences(made.get().attributes(), held.attributes());
        return values.isEmpty() ? item : new DifferentItem(item.key(), item.row(), values, item.changed());
    }

    private static Optional<Item> made(EntityReading reading, RowKey row, ItemKey key) {
        for (Row found : reading.reader().fetch(List.of(row))) {
            Mapped mapped = reading.mapper().apply(found);
            for (Item item : mapped.items()) {
                if (item.key().equals(key)) {
                    return Optional.of(item);
                }
            }
        }
        return Optional.empty();
    }
}
