package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk whose rows are mapped. A row that cannot be mapped is put aside and does not disturb the others.
 *
 * @param items in the order of the rows
 * @param owners of the items, in the same order
 * @param rejects the rows without items
 * @param counts of the chunk; nothing of it is acknowledged yet
 */
record RenderedChunk(List<Item> items, List<RowKey> owners, List<RejectLog.Entry> rejects, Counts counts) {

    static RenderedChunk of(RowChunk chunk, Compiled entity) {
        List<Item> items = new ArrayList<>();
        List<RowKey> owners = new ArrayList<>();
        List<RejectLog.Entry> rejects = new ArrayList<>();
        long mapped = 0;
        for (int i = 0; i < chunk.rows().size(); i++) {
            Row row = chunk.rows().get(i);
            Mapped result = entity.mapper().map(row);
            String rejection = result.rejection();
            if (rejection == null) {
                mapped++;
                items.addAll(result.items());
                result.items().forEach(item -> owners.add(result.row()));
            } else {
                Reject reject = new Reject(entity.name(), result.row(), rejection, Instant.now());
                rejects.add(new RejectLog.Entry(chunk.claim().range().number(), chunk.before() + i, reject));
            }
        }
        Counts counts = new Counts(chunk.rows().size(), mapped, rejects.size(), items.size(), 0);
        return new RenderedChunk(items, owners, rejects, counts);
    }
}
