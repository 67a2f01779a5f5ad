package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Maps the rows of a chunk. A row that cannot be mapped is put aside and does not disturb the others. */
final class ChunkMapper implements ItemProcessor<RowChunk, RowChunk.Rendered> {

    private final RunContext run;
    private final Compiled entity;

    ChunkMapper(RunContext run, Compiled entity) {
        this.run = run;
        this.entity = entity;
    }

    @Override
    public RowChunk.@Nullable Rendered process(RowChunk chunk) {
        return run.failure().guard(() -> {
            RowChunk.Rendered rendered = render(chunk);
            run.listener().reached(RunListener.Milestone.MAPPED);
            return rendered;
        });
    }

    private RowChunk.Rendered render(RowChunk chunk) {
        List<Item> items = new ArrayList<>();
        List<RejectLog.Entry> rejects = new ArrayList<>();
        long mapped = 0;
        for (int i = 0; i < chunk.rows().size(); i++) {
            Row row = chunk.rows().get(i);
            Mapped result = entity.mapper().map(row);
            String rejection = result.rejection();
            if (rejection == null) {
                mapped++;
                items.addAll(result.items());
            } else {
                Reject reject = new Reject(entity.name(), result.row(), rejection, Instant.now());
                rejects.add(new RejectLog.Entry(chunk.claim().range().number(), chunk.before() + i, reject));
            }
        }
        Counts counts = new Counts(chunk.rows().size(), mapped, rejects.size(), items.size(), 0);
        return new RowChunk.Rendered(chunk, items, rejects, counts);
    }
}
