package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.SyncProgress;
import io.rowlift.job.store.JobStore;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.Source;
import io.rowlift.source.Watchlist;
import io.rowlift.sync.Sync;
import io.rowlift.sync.SyncListener;
import io.rowlift.sync.SyncSummary;
import io.rowlift.sync.SyncSummary.Outcome;
import java.time.InstantSource;

/**
 * One run of {@code sync}: opens what it needs, and closes everything when it has ended.
 *
 * @param invocation the command
 * @param job the job
 */
record SyncRun(Invocation invocation, Job job) {

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
        OpenSync.Opening opening = OpenSync.of(invocation.parts(), job);
        try (JobStore store = JobStore.open(job);
                Source source = invocation.parts().source(job, signal);
                OpenSync open = opening.open(store, source, signal);
                ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            SyncProgress progress = new SyncProgress(InstantSource.system(), display::note);
            display.watch(progress::frame);
            SyncSummary all = null;
            while (true) {
                SyncSummary part = open.migration()
                        .follow(log -> sync(log, store, open, signal, progress).run(follow));
                all = all == null ? part : part.after(all);
                if (part.outcome() != Outcome.ALTERED) {
                    return all;
                }
            }
        }
    }

    private Sync sync(ChangeLog log, JobStore store, OpenSync open, RunSignal signal, SyncListener listener) {
        OpenSync.Compiled compiled = open.compiling().compile();
        return new Sync(
                new Watchlist(compiled.tracings()),
                compiled.tracings(),
                log,
                compiled.applier(),
                store.syncLedger(),
                signal,
                listener,
                new Sync.Limits(BATCH, IN_MEMORY, FEW, job.state().directory()));
    }
}
