package io.rowlift.cli;

import io.rowlift.cli.console.CountWords;
import io.rowlift.cli.console.MigrateProgress;
import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.job.Migration;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.JobStore;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Opens everything that a run needs, shows its progress, and closes everything when its threads have ended. */
final class OpenMigration {

    private OpenMigration() {}

    static <T> T run(
            Invocation invocation, Job job, OpenLoad.Opening load, BiFunction<Migration, RunListener, T> work) {
        return invocation.stoppable(signal -> run(invocation, job, load, signal, work));
    }

    private static <T> T run(
            Invocation invocation,
            Job job,
            OpenLoad.Opening load,
            RunSignal signal,
            BiFunction<Migration, RunListener, T> work) {
        try (JobStore store = JobStore.open(job);
                Source source = invocation.parts().source(job, signal);
                OpenLoad open = load.open(store, source, signal)) {
            return watched(invocation, job, open.units(), listener -> work.apply(open.migration(), listener));
        }
    }

    private static <T> T watched(Invocation invocation, Job job, int units, Function<RunListener, T> work) {
        try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            MigrateProgress progress = new MigrateProgress(
                    CountWords.of(job),
                    units,
                    job.load().rangeRows(),
                    InstantSource.system(),
                    display::note,
                    invocation.verbose());
            display.watch(progress::frame);
            return work.apply(progress);
        }
    }
}
