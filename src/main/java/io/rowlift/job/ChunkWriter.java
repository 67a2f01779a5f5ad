package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Writes the items of a chunk, then records its checkpoint, counters and rejects in the transaction that Spring Batch
 * has open: a crash in between repeats the write, which changes nothing, and never skips it.
 */
final class ChunkWriter implements ItemWriter<RowChunk.Rendered> {

    private final RunContext run;

    ChunkWriter(RunContext run) {
        this.run = run;
    }

    @Override
    public void write(Chunk<? extends RowChunk.Rendered> chunks) {
        run.failure().guard(() -> chunks.forEach(this::write));
    }

    private void write(RowChunk.Rendered rendered) {
        RowChunk chunk = rendered.chunk();
        run.signal().checkWrite();
        int acknowledged = Delivery.of(rendered.items(), chunk.claim().entity(), run.target());
        run.listener().reached(RunListener.Milestone.WRITTEN);
        Counts counts = rendered.counts().plus(new Counts(0, 0, 0, 0, acknowledged));
        run.ranges().record(chunk.claim(), chunk.position(), counts);
        if (!rendered.rejects().isEmpty()) {
            run.rejects().add(rendered.rejects());
        }
        AfterCommit.run(() -> run.failure().guard(() -> {
            EntityStatus status = run.tally().add(chunk.claim().entity(), counts);
            run.listener().reached(RunListener.Milestone.RECORDED);
            run.listener().progressed(status, run.target().traffic());
        }));
    }
}
