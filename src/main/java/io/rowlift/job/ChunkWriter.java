package io.rowlift.job;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Delivers the chunks that Spring Batch hands over, in the transaction that it has open. */
final class ChunkWriter implements ItemWriter<RowChunk> {

    private final RunContext run;
    private final Transfer transfer;

    ChunkWriter(RunContext run, Transfer transfer) {
        this.run = run;
        this.transfer = transfer;
    }

    @Override
    public void write(Chunk<? extends RowChunk> chunks) {
        run.failure().guard(() -> chunks.forEach(transfer::deliver));
    }
}
