package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.SyncProgress;
import io.rowlift.job.Migration;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.SyncLedger.Standing;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Source;
import io.rowlift.source.Tracing;
import io.rowlift.source.Watchlist;
import io.rowlift.sync.ItemApplier;
import io.rowlift.sync.ItemUnit;
import io.rowlift.sync.Stale;
import io.rowlift.sync.Sync;
import io.rowlift.sync.SyncListener;
import io.rowlift.sync.SyncSummary;
import io.rowlift.sync.SyncSummary.Outcome;
import io.rowlift.target.ItemTarget;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of {@code sync}: opens what it needs, and closes everything when it has ended.
 *
 * @param invocation the command
 * @param job the job
 * @param mapping its mapping
 */
record SyncRun(Invocation invocation, Job job, Mapping mapping) {

    /** Changes that are applied together: the more, the more often several of them are of one row. */
    private static final int BATCH = 2_000;

    /** Of one transaction; about 100 bytes each. */
    private static final int IN_MEMORY = 100_000;

    /** A change of more root rows is done in pages, between the changes of others. */
    private static final int FEW = 5_000;

    /**
     * Brings the target up to date.
     *
     * @param follow whether to go on until a stop
     */
    SyncSummary run(RunSignal signal, boolean follow) {
        try (JobStore store = JobStore.open(job);
                Source source = invocation.parts().source(job, signal);
                ItemTarget target = invocation.parts().target(job, mapping, store.id(), signal);
                ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            SyncProgress progress = new SyncProgress(InstantSource.system(), display::note);
            display.watch(progress::frame);
            Migration migration = Migration.open(job, mapping, source, target, store, signal);
            SyncSummary all = null;
            while (true) {
                SyncSummary part = migration.follow(log ->
                        sync(log, store, source, target, signal, progress).run(follow));
                all = all == null ? part : part.after(all);
                if (part.outcome() != Outcome.ALTERED) {
                    return all;
                }
            }
        }
    }

    private Sync sync(
            ChangeLog log, JobStore store, Source source, ItemTarget target, RunSignal signal, SyncListener listener) {
        List<ItemUnit> units = new ArrayList<>();
        Map<String, Tracing> tracings = new LinkedHashMap<>();
        mapping.entities().values().forEach(entity -> {
            ItemUnit unit = ItemUnit.of(mapping, entity, source.reader(entity.aggregate()));
            units.add(unit);
            tracings.put(unit.name(), unit.tracing());
        });
        boolean inherited = store.syncLedger().standing().map(Standing::writing).orElse(false);
        long rows = store.status().total().rows();
        ItemApplier applier = new ItemApplier(
                units,
                target,
                store.itemKeys(),
                new Stale(store.rejectLog(), rejected -> job.rejects().exceededBy(rejected, rows)),
                signal,
                job.load().chunk(),
                inherited,
                new Sweeping(job, mapping, invocation.parts(), source, target, signal)::sweep);
        return new Sync(
                new Watchlist(tracings),
                tracings,
                log,
                applier,
                store.syncLedger(),
                signal,
                listener,
                new Sync.Limits(BATCH, IN_MEMORY, FEW, job.state().directory()));
    }
}
