package io.rowlift.job;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RangeLedger;
import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.target.RowTarget.Content;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a table together with the target's ledger. Where a range stands, the ledger decides: the state
 * follows it, after a crash too. Rejects are durable in the state before their rows are done in the ledger, so that
 * nothing is lost between the two; those that the ledger does not know of are forgotten.
 */
final class RowTransfer implements Transfer {

    private final RunContext run;
    private final Content content;
    private final Unit unit;
    private final TargetTable table;
    private final Recording recording;
    private final RejectedRows rejected;
    private @Nullable RowWriter writer;
    private Optional<RangeBytes> bytes = Optional.empty();
    private Standing standing = Standing.NONE;

    RowTransfer(RunContext run, Content content, Unit unit, TargetTable table) {
        this.run = run;
        this.content = content;
        this.unit = unit;
        this.table = table;
        this.recording = new Recording(run);
        this.rejected = new RejectedRows(run, unit);
    }

    @Override
    public Optional<Claim> take(Claim claim) {
        int range = claim.range().number();
        long replayed = Replayed.of(writer(), range);
        standing = writer().standing(range).orElse(Standing.NONE);
        if (table.copy().whole() && !standing.done() && !standing.equals(Standing.NONE)) {
            run.signal().checkWrite();
            content.empty(table);
            standing = writer().standing(range).orElse(Standing.NONE);
        }
        if (standing.equals(Standing.NONE)) {
            align(claim, 0);
            pass(claim.range());
        }
        align(claim, replayed);
        if (standing.done()) {
            recording.finished(claim);
            return Optional.empty();
        }
        return Optional.of(new Claim(unit.name(), claim.range(), standing.position(), standing.rows()));
    }

    /** Where source and target speak the same bytes, they go through as they are. */
    private void pass(Range range) {
        if (bytes.isPresent()) {
            run.listener().reached(Milestone.MAPPED);
            run.signal().checkWrite();
            Optional<Standing> passed = writer().pass(range, bytes.get());
            if (passed.isPresent()) {
                standing = passed.get();
                run.listener().reached(Milestone.WRITTEN);
            } else {
                bytes = Optional.empty();
            }
        }
    }

    private void align(Claim claim, long replayed) {
        Counts changed = run.ranges()
                .align(
                        claim,
                        new RangeLedger.Standing(standing.position(), standing.rows(), standing.done()),
                        standing.written() + replayed);
        if (!changed.equals(Counts.ZERO)) {
            recording.recorded(claim, changed);
        }
    }

    @Override
    public boolean suffices(List<Row> rows, Duration reading) {
        return Portions.suffice(rows, reading, run.pace().portion());
    }

    @Override
    public void deliver(RowChunk chunk) {
        run.listener().reached(Milestone.MAPPED);
        run.signal().checkWrite();
        int range = chunk.claim().range().number();
        Standing before = standing;
        rejected.begin(range);
        Portion portion = new Portion(range, chunk.rows(), chunk.position(), chunk.last());
        standing = writer().write(portion, rejected::keep);
        run.listener().reached(Milestone.WRITTEN);
        long rows = chunk.rows().size();
        if (standing.rows() - before.rows() != rows) {
            throw new FailedException(
                    "the target's ledger has counted " + (standing.rows() - before.rows()) + " of " + rows
                            + " rows of range " + range + " of " + unit + ", and none of them is recorded as written",
                    "run the same command again, which goes on from where the ledger says, and please report this: it is"
                            + " a bug in Rowlift",
                    null);
        }
        long held = rows - rejected.count();
        Counts counts = new Counts(rows, held, rejected.count(), held, standing.written() - before.written());
        recording.record(chunk.claim(), standing.position(), counts);
        if (chunk.last()) {
            recording.finish(chunk.claim());
        }
    }

    /** The range ended exactly with the rows before, or has none: the ledger is told as well. */
    @Override
    public void finish(Claim claim) {
        int range = claim.range().number();
        run.signal().checkWrite();
        standing = writer().write(
                        new Portion(
                                range,
                                List.of(),
                                row -> {
                                    throw new IllegalStateException("a range without rows has no position");
                                },
                                true),
                        rejected::keep);
        recording.finish(claim);
    }

    private RowWriter writer() {
        if (writer == null) {
            RowWriter opened = content.writer(table);
            writer = opened;
            List<String> columns = table.columns().stream()
                    .map(TargetColumn::copy)
                    .map(column -> column.source())
                    .toList();
            bytes = unit.reader()
                    .bytes(columns)
                    .filter(those ->
                            opened.format().filter(those.format()::equals).isPresent());
        }
        return writer;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
