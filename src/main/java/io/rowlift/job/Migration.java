package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import io.rowlift.target.Target;

/** A job's migration, run by this process: the only way from the rest of the program into this package. */
@SuppressWarnings("DoNotCallSuggester")
public final class Migration implements AutoCloseable {

    private Migration() {}

    /**
     * Brings together what a migration needs. Touches nothing yet; source, target and store stay the caller's to close.
     *
     * @param signal stops the run; aborted by the run itself when it loses its lease
     */
    public static Migration open(
            Job job, Mapping mapping, Source source, Target target, JobStore store, RunSignal signal) {
        return new Migration();
    }

    /**
     * Loads what is left to load, and returns when everything is in the target or among the rejects.
     *
     * @throws io.rowlift.problem.ConfigurationException with every problem that compiling the mapping shows
     * @throws io.rowlift.problem.RefusedException when a check refuses; nothing has been written to the target
     * @throws io.rowlift.problem.FailedException when the run failed and can be continued
     * @throws io.rowlift.problem.StoppedException when the signal stopped it; every thread of the run has ended
     */
    public MigrationSummary migrate(MigrateOptions options, RunListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tries the rejected rows again.
     *
     * @throws io.rowlift.problem.RowliftException as {@link #migrate} does
     */
    public ReplaySummary replay(RunListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Ends what still works for this migration. */
    @Override
    public void close() {}
}
