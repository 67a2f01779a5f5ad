package io.rowlift.verify;

import io.rowlift.keys.Collisions;
import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.Range;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Looks for the rows whose items have equal keys.
 *
 * @param reading how one entity's rows are read and what they become
 * @param collisions what is looked for, over all entities
 */
record OwnerSearch(EntityReading reading, Collisions collisions) {

    void search(Range range, int chunk, BooleanSupplier stop) {
        try (RowCursor cursor = reading.reader().open(range, null)) {
            for (List<Row> rows = cursor.next(chunk); !rows.isEmpty(); rows = cursor.next(chunk)) {
                if (stop.getAsBoolean()) {
                    throw new StoppedException("the comparison was stopped");
                }
                rows.forEach(row -> look(reading.mapper().apply(row)));
            }
        }
    }

    private void look(Mapped row) {
        Owner owner = new Owner(reading.entity(), row.row());
        for (Item item : row.items()) {
            collisions.look(owner, item.key());
        }
    }
}
