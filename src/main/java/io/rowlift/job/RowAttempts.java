package io.rowlift.job;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes rejected rows again, each in a transaction of its own with an entry in the target's ledger that names the last
 * one: of a replay that is killed, at most that one is not known to the state.
 */
final class RowAttempts implements Attempts {

    private final RowLoad load;
    private final Map<String, RowWriter> writers = new HashMap<>();

    RowAttempts(RowLoad load) {
        this.load = load;
    }

    @Override
    public boolean isWritten(Unit unit, Entry entry) {
        Optional<Standing> standing = writer(unit).standing(Replayed.entry(entry.range()));
        return standing.map(Standing::position).filter(position(entry)::equals).isPresent();
    }

    @Override
    public Attempt again(Unit unit, Entry entry, Row row) {
        RowKey key = unit.reader().reading().shape().keyOf(row);
        int ledger = Replayed.entry(entry.range());
        RowWriter writer = writer(unit);
        long before = writer.standing(ledger).orElse(Standing.NONE).written();
        Portion portion = new Portion(ledger, List.of(row), written -> position(entry), false);
        try {
            Standing after = writer.write(portion, rejects -> {
                throw new RejectedAgain(rejects.get(0).reason());
            });
            return new Attempt(key, null, after.written() - before);
        } catch (RejectedAgain e) {
            return new Attempt(key, e.reason, 0);
        }
    }

    /** Ends the transaction without a commit: the ledger shall name rows that are in the target only. */
    private static final class RejectedAgain extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final String reason;

        RejectedAgain(String reason) {
            super("a row is rejected again", null, false, false);
            this.reason = reason;
        }
    }

    private static Checkpoint position(Entry entry) {
        return new Checkpoint("replayed " + entry.number());
    }

    private RowWriter writer(Unit unit) {
        return writers.computeIfAbsent(
                unit.name(), name -> load.target().content().writer(table(name)));
    }

    private TargetTable table(String name) {
        return load.schema().tables().stream()
                .filter(table -> table.copy().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        writers.values().forEach(RowWriter::close);
    }
}
