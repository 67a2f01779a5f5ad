package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.plan.Checkpoint;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads chunk after chunk, claiming range after range. Spring Batch calls it inside the chunk's transaction, so that the
 * end of a range is recorded together with the chunk that follows it.
 */
final class RangeReader implements ItemStreamReader<RowChunk> {

    private final RunContext run;
    private final Compiled entity;
    private final SchemaWatch schema;
    private final RejectGuard guard;
    private @Nullable Open open;

    RangeReader(RunContext run, Compiled entity, SchemaWatch schema, RejectGuard guard) {
        this.run = run;
        this.entity = entity;
        this.schema = schema;
        this.guard = guard;
    }

    /** The range at hand. */
    private static final class Open {

        private final Claim claim;
        private final RowCursor cursor;
        private long rows;

        Open(Claim claim, RowCursor cursor) {
            this.claim = claim;
            this.cursor = cursor;
            this.rows = claim.rows();
        }
    }

    /** Returns the next chunk, or null when no range is left or the run is ending. */
    @Override
    public @Nullable RowChunk read() {
        return run.failure().guard(this::next);
    }

    private @Nullable RowChunk next() {
        guard.check();
        while (!run.ending()) {
            Open at = open == null ? claim() : open;
            if (at == null) {
                return null;
            }
            List<Row> rows = rows(at);
            if (!rows.isEmpty()) {
                RowChunk chunk = new RowChunk(at.claim, at.rows, rows, positionAfter(at, rows));
                at.rows += rows.size();
                return chunk;
            }
            finish(at);
        }
        return null;
    }

    private @Nullable Open claim() {
        schema.check();
        Optional<Claim> claim = run.ranges().claim(entity.name());
        if (claim.isEmpty()) {
            return null;
        }
        run.listener().reached(RunListener.Milestone.CLAIMED);
        open = new Open(
                claim.get(),
                entity.reader().open(claim.get().range(), claim.get().position()));
        return open;
    }

    private List<Row> rows(Open at) {
        try {
            return at.cursor.next(run.job().load().chunk());
        } catch (FailedException e) {
            // a statement that fails after ALTER TABLE is better explained by what was altered
            schema.checkNow();
            throw e;
        }
    }

    private static Checkpoint positionAfter(Open at, List<Row> rows) {
        return at.cursor.positionAfter(rows.get(rows.size() - 1));
    }

    private void finish(Open at) {
        at.cursor.close();
        open = null;
        run.ranges().finish(at.claim);
        AfterCommit.run(() -> run.failure().guard(() -> {
            EntityStatus status = run.tally().rangeDone(entity.name());
            run.listener().progressed(status, run.target().traffic());
        }));
    }

    @Override
    public void close() {
        if (open != null) {
            open.cursor.close();
            open = null;
        }
    }
}
