package io.rowlift.verify;

import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.Range;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import io.rowlift.target.TargetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Compares one entity's rows, range by range, with the items that the target holds.
 *
 * @param reading how its rows are read and what they become
 * @param target where the items should be
 * @param expected remembers every key that a row makes
 * @param tally counts
 * @param listener hears how far it is
 */
record EntityComparison(
        EntityReading reading, TargetReader target, ExpectedKeys expected, EntityTally tally, VerifyListener listener) {

    void compare(Range range, int chunk, BooleanSupplier stop) {
        try (HashRuns keys = expected.part();
                RowCursor cursor = reading.reader().open(range, null)) {
            for (List<Row> rows = cursor.next(chunk); !rows.isEmpty(); rows = cursor.next(chunk)) {
                if (stop.getAsBoolean()) {
                    throw new StoppedException("the comparison was stopped");
                }
                compare(rows.stream().map(reading.mapper()).toList(), keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.rangeDone(reading.entity());
    }

    private void compare(List<Mapped> rows, HashRuns expectedOfRange) throws IOException {
        List<ItemKey> keys = rows.stream()
                .flatMap(row -> row.items().stream())
                .map(Item::key)
                .toList();
        for (ItemKey key : keys) {
            expectedOfRange.add(KeyHash.of(key));
        }
        Map<ItemKey, Item> found = keys.isEmpty() ? Map.of() : target.fetch(keys);
        for (Mapped row : rows) {
            tally.row(row);
            for (Item item : row.items()) {
                tally.item(row.row(), item, found.get(item.key()));
            }
        }
        listener.compared(reading.entity(), rows.size(), keys.size());
    }
}
