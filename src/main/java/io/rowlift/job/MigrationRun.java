package io.rowlift.job;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.RunListener.Phase;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Ledger;
import io.rowlift.job.store.Ledger.CheckedKeys;
import io.rowlift.job.store.RangeLedger;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import io.rowlift.target.Claim;
import io.rowlift.target.Traffic;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of {@code migrate} under the lease: every check, then the load, then the last step. */
final class MigrationRun {

    private final Setting setting;
    private final RunLease lease;
    private final RunListener listener;
    private final long began = System.nanoTime();
    private final Traffic before;

    MigrationRun(Setting setting, RunLease lease, RunListener listener) {
        this.setting = setting;
        this.lease = lease;
        this.listener = listener;
        this.before = setting.target().traffic();
    }

    MigrationSummary migrate(MigrateOptions options) {
        JobStore store = setting.store();
        listener.entered(Phase.CHECKING);
        CompiledLoad load = setting.load().compile(setting.source());
        Beginning beginning = new Beginning(store, setting.load().kind(), load.units(), options);
        beginning.check(setting.source().identity(), setting.target().identity());
        Claim.Answer claim = setting.target()
                .claim(new Claim(setting.source().identity(), !store.ledger().hasPrepared()));
        if (beginning.isComplete()) {
            refuse(options.takeOver() ? List.of() : claim.refusals());
            return summary(begin(beginning, null), Outcome.WAS_COMPLETE, Activity.NONE);
        }
        new RejectGuard(setting.job(), store, beginning::progress).check();
        refuse(setting.target().check(options.takeOver()));
        refuse(new Listening(setting).problems(load.units()));
        claim.notices().forEach(listener::noted);
        Checks checks = load.checks(setting, listener);
        RunContext run = begin(beginning, checks.before(beginning));
        prepare();
        Loading loading = load.begin(run);
        loading.resume();
        Set<TableName> tables = new LinkedHashSet<>();
        load.units().forEach(unit -> tables.addAll(unit.reads()));
        listen(load.units(), options);
        String mark = mark(tables);
        listener.entered(Phase.LOADING);
        new BatchJob(run, loading).execute(load.units());
        Activity meanwhile = setting.source().watch().since(mark, tables);
        end(run, loading, checks);
        return summary(run, Outcome.COMPLETED, meanwhile);
    }

    /** From here on the run is part of the migration; whatever refused it before has left no trace. */
    private RunContext begin(Beginning beginning, @Nullable CheckedKeys keys) {
        beginning.record(setting.source().identity(), keys);
        listener.reached(Milestone.BEGUN);
        RunContext run = context();
        lease.show(run.tally());
        return run;
    }

    /** Before the first row is read: from here on the source keeps every change until sync has applied it. */
    private void listen(List<Unit> units, MigrateOptions options) {
        Listening listening = new Listening(setting);
        if (listening.wanted() && (options.restart() || !listening.begun())) {
            listening.begin(units);
        }
    }

    /** The first run marks the moment; those that go on with it compare with the same one. */
    private String mark(Set<TableName> tables) {
        Ledger ledger = setting.store().ledger();
        return ledger.sourceMark().orElseGet(() -> {
            String mark = setting.source().watch().mark(tables);
            ledger.recordSourceMark(mark);
            return mark;
        });
    }

    private RunContext context() {
        JobStore store = setting.store();
        return new RunContext(
                setting.job(),
                setting.source(),
                setting.target(),
                store,
                releasedRanges(store),
                store.rejectLog(),
                new Tally(store.ledger().progress()),
                new Failure(),
                setting.signal(),
                listener,
                setting.pace());
    }

    /** Whoever claimed a range before has no lease any more. */
    private RangeLedger releasedRanges(JobStore store) {
        RangeLedger ranges = store.ranges(lease.lease());
        ranges.releaseClaims();
        return ranges;
    }

    private void prepare() {
        stopHere();
        listener.entered(Phase.PREPARING);
        setting.signal().checkWrite();
        setting.target().prepare();
        listener.reached(Milestone.PREPARED);
        // not before: what is created now has an identity only now
        setting.store().ledger().recordTarget(setting.target().identity());
    }

    private void end(RunContext run, Loading loading, Checks checks) {
        run.failure().throwIfAny(run.store());
        boolean done = run.tally().all().stream().allMatch(e -> e.state() == State.DONE);
        if (!done) {
            stopHere();
            throw new IllegalStateException("the job has ended, but some of its units are not done");
        }
        new RejectGuard(run).check();
        checks.after(run.tally().loaded().rows() > 0);
        listener.entered(Phase.COMPLETING);
        setting.signal().checkWrite();
        loading.complete();
        listener.reached(Milestone.COMPLETED);
        run.store().ledger().complete();
    }

    private void stopHere() {
        if (setting.signal().stopRequested()) {
            setting.signal().checkWrite();
            throw new StoppedException(Setting.STOPPED);
        }
    }

    private MigrationSummary summary(RunContext run, Outcome outcome, Activity meanwhile) {
        List<EntityStatus> entities = run.tally().all();
        Traffic now = setting.target().traffic();
        return new MigrationSummary(
                outcome,
                entities,
                run.tally().loaded(),
                now.since(before),
                Duration.ofNanos(System.nanoTime() - began),
                meanwhile);
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }
}
