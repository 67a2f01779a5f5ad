package io.rowlift.job;

import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.ItemKeyLog.Owned;
import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.schema.Row;
import io.rowlift.target.ItemTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps rows and writes their items, then records checkpoint, counters and rejects in the transaction that Spring Batch
 * has open: a crash in between repeats the write, which changes nothing, and never skips it.
 */
final class ItemTransfer implements Transfer {

    private final RunContext run;
    private final ItemTarget target;
    private final Compiled entity;
    private final Recording recording;

    ItemTransfer(RunContext run, ItemTarget target, Compiled entity) {
        this.run = run;
        this.target = target;
        this.entity = entity;
        this.recording = new Recording(run);
    }

    /** What the state says is how it stands: the target knows nothing of ranges. */
    @Override
    public Optional<Claim> take(Claim claim) {
        return Optional.of(claim);
    }

    @Override
    public boolean suffices(List<Row> rows, Duration reading) {
        return true;
    }

    @Override
    public void deliver(RowChunk chunk) {
        RenderedChunk rendered = RenderedChunk.of(chunk, entity);
        run.listener().reached(Milestone.MAPPED);
        remember(rendered);
        run.signal().checkWrite();
        int acknowledged = Delivery.of(rendered.items(), entity.name(), target);
        run.listener().reached(Milestone.WRITTEN);
        Counts counts = rendered.counts().plus(new Counts(0, 0, 0, 0, acknowledged));
        recording.record(chunk.claim(), chunk.end(), counts);
        if (!rendered.rejects().isEmpty()) {
            run.rejects().add(rendered.rejects());
            run.listener().reached(Milestone.REJECTED);
        }
        if (chunk.last()) {
            finish(chunk.claim());
        }
    }

    /** Before they are written: what a change leaves behind is found by it, also when this run ends here. */
    private void remember(RenderedChunk rendered) {
        if (run.job().sync() == null || !entity.remembered()) {
            return;
        }
        List<Owned> keys = new ArrayList<>(rendered.items().size());
        for (int i = 0; i < rendered.items().size(); i++) {
            keys.add(new Owned(rendered.items().get(i).key(), rendered.owners().get(i)));
        }
        run.store().itemKeys().add(entity.name(), keys);
    }

    @Override
    public void finish(Claim claim) {
        recording.finish(claim);
    }

    @Override
    public void close() {
        // the target outlives the worker
    }
}
