package io.rowlift.cli;

import io.rowlift.cli.console.MigrateProgress;
import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.job.Migration;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Opens everything that a run needs, shows its progress, and closes everything when its threads have ended. */
final class OpenMigration {

    private OpenMigration() {}

    static <T> T run(Invocation invocation, Job job, Mapping mapping, BiFunction<Migration, RunListener, T> work) {
        return invocation.stoppable(signal -> run(invocation, job, mapping, signal, work));
    }

    private static <T> T run(
            Invocation invocation,
            Job job,
            Mapping mapping,
            RunSignal signal,
            BiFunction<Migration, RunListener, T> work) {
        Parts parts = invocation.parts();
        try (JobStore store = JobStore.open(job);
                Source source = parts.source(job, signal);
                ItemTarget target = parts.target(job, mapping, store.id(), signal)) {
            Migration migration = Migration.open(job, mapping, source, target, store, signal);
            int entities = mapping.entities().size();
            return watched(invocation, job, entities, listener -> work.apply(migration, listener));
        }
    }

    private static <T> T watched(Invocation invocation, Job job, int entities, Function<RunListener, T> work) {
        try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            MigrateProgress progress = new MigrateProgress(
                    entities, job.load().rangeRows(), InstantSource.system(), display::note, invocation.verbose());
            display.watch(progress::frame);
            return work.apply(progress);
        }
    }
}
