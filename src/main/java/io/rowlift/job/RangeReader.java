package io.rowlift.job;

import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Unit unit;
    private final SchemaWatch schema;
    private final RejectGuard guard;
    private final Transfer transfer;
    private @Nullable Open open;

    RangeReader(RunContext run, Unit unit, SchemaWatch schema, RejectGuard guard, Transfer transfer) {
        this.run = run;
        this.unit = unit;
        this.schema = schema;
        this.guard = guard;
        this.transfer = transfer;
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
            RowChunk chunk = gather(at);
            if (chunk.last()) {
                at.cursor.close();
                open = null;
            }
            if (!chunk.rows().isEmpty()) {
                at.rows += chunk.rows().size();
                return chunk;
            }
            transfer.finish(at.claim);
        }
        return null;
    }

    /** Returns the next range that is not done, or null when there is none. */
    private @Nullable Open claim() {
        while (!run.ending()) {
            schema.check();
            Optional<Claim> next = run.ranges().claim(unit.name());
            if (next.isEmpty()) {
                return null;
            }
            run.listener().reached(RunListener.Milestone.CLAIMED);
            Optional<Claim> left = transfer.take(next.get());
            if (left.isPresent()) {
                Claim claim = left.get();
                open = new Open(claim, unit.reader().open(claim.range(), claim.position()));
                return open;
            }
        }
        return null;
    }

    /** Reads until that is enough to be delivered, or nothing is left of the range. */
    private RowChunk gather(Open at) {
        long began = System.nanoTime();
        List<Row> gathered = new ArrayList<>();
        boolean last = false;
        while (!last && (gathered.isEmpty() || !suffices(gathered, began))) {
            List<Row> rows = rows(at);
            last = rows.isEmpty();
            gathered.addAll(rows);
        }
        return new RowChunk(at.claim, at.rows, gathered, at.cursor::positionAfter, last);
    }

    private boolean suffices(List<Row> gathered, long began) {
        return run.ending() || transfer.suffices(gathered, Duration.ofNanos(System.nanoTime() - began));
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

    @Override
    public void close() {
        if (open != null) {
            open.cursor.close();
            open = null;
        }
    }
}
