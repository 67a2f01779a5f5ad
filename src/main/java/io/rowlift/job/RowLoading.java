package io.rowlift.job;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tables at work: the target's ledger decides what is done, and the state is brought in line with it. */
final class RowLoading implements Loading {

    private final RunContext run;
    private final RowTarget target;
    private final Map<Unit, TargetTable> tables = new LinkedHashMap<>();

    RowLoading(RunContext run, RowLoad load, List<Unit> units) {
        this.run = run;
        this.target = load.target();
        for (int i = 0; i < units.size(); i++) {
            tables.put(units.get(i), load.schema().tables().get(i));
        }
    }

    /** Ranges that are done in the state only are worked on again; those that are open are looked at when claimed. */
    @Override
    public void resume() {
        tables.forEach((unit, table) -> {
            if (run.tally().of(unit.name()).state() != State.PENDING) {
                reopen(unit, table);
            }
        });
        run.tally().replace(run.store().ledger().progress());
    }

    private void reopen(Unit unit, TargetTable table) {
        try (RowWriter writer = target.content().writer(table)) {
            List<Integer> undone = run.ranges().done(unit.name()).stream()
                    .filter(range -> !writer.standing(range).map(Standing::done).orElse(false))
                    .toList();
            if (!undone.isEmpty()) {
                run.listener()
                        .noted(unit + ": the target's ledger knows less than the state here; "
                                + (undone.size() == 1 ? "1 range is" : undone.size() + " ranges are")
                                + " gone on with from where the ledger says");
                run.ranges().reopen(unit.name(), undone);
            }
        }
    }

    @Override
    public void clear(Unit unit) {
        run.signal().checkWrite();
        target.content().empty(table(unit));
    }

    @Override
    public Transfer transfer(Unit unit) {
        return new RowTransfer(run, target.content(), unit, table(unit));
    }

    @Override
    public void complete() {
        List<Sequence> sequences = run.source().watch().structure().sequences();
        target.complete(sequences, (phase, object) -> {
            run.tally().come(object);
            run.listener().completing(phase, object);
        });
    }

    private TargetTable table(Unit unit) {
        return Objects.requireNonNull(tables.get(unit));
    }
}
