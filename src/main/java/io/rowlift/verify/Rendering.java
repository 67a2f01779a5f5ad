package io.rowlift.verify;

import io.rowlift.mapping.Mapped;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Reads slices once more and shows what their rows become.
 *
 * @param readings by entity
 * @param workers slices that are read at the same time
 * @param chunk rows per read
 * @param signal ends it
 */
record Rendering(Map<String, EntityReading> readings, int workers, int chunk, RunSignal signal) {

    /** Shows every row of the slices, on several threads. */
    void run(List<Slice> slices, BiConsumer<EntityReading, Mapped> consumer) {
        try (Workers threads = new Workers(workers, signal)) {
            for (Slice slice : slices) {
                EntityReading reading = reading(slice.entity());
                threads.add(stop -> read(reading, slice, consumer, stop));
            }
            threads.await();
        }
    }

    EntityReading reading(String entity) {
        return Objects.requireNonNull(readings.get(entity), "a slice of an unknown entity");
    }

    private void read(
            EntityReading reading, Slice slice, BiConsumer<EntityReading, Mapped> consumer, BooleanSupplier stop) {
        try (RowCursor cursor = reading.reader().open(slice.range(), null)) {
            for (List<Row> rows = cursor.next(chunk); !rows.isEmpty(); rows = cursor.next(chunk)) {
                if (stop.getAsBoolean()) {
                    throw new StoppedException(SliceComparison.STOPPED);
                }
                rows.forEach(row -> consumer.accept(reading, reading.mapper().apply(row)));
            }
        }
    }
}
