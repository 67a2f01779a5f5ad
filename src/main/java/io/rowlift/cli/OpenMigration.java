package io.rowlift.cli;

import io.rowlift.cli.console.MigrateProgress;
import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.StopSignals;
import io.rowlift.job.Migration;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import io.rowlift.target.Target;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Opens everything that a run needs, shows its progress, and closes everything when its threads have ended. */
final class OpenMigration {

    private OpenMigration() {}

    static <T> T run(
            Invocation invocation, Job job, Mapping mapping, BiFunction<Migration, RunListener, T> work) {
        RunSignal signal = new RunSignal();
        Parts parts = invocation.parts();
        try (StopSignals signals = invocation.listen(signal);
                JobStore store = JobStore.open(job);
                Source source = parts.source(job, signal);
                Target target = parts.target(job, mapping, store.id(), signal);
                Migration migration = Migration.open(job, mapping, source, target, store, signal)) {
            return watched(invocation, job, listener -> work.apply(migration, listener));
        }
    }

    private static <T> T watched(Invocation invocation, Job job, Function<RunListener, T> work) {
        AtomicReference<ProgressDisplay> shown = new AtomicReference<>();
        MigrateProgress progress = new MigrateProgress(
                job.load().rangeRows(), InstantSource.system(), note -> shown.get().note(note));
        try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal(), progress::frame)) {
            shown.set(display);
            return work.apply(progress);
        }
    }
}
