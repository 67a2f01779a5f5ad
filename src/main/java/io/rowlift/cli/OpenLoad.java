package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.job.Migration;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Target;

/**
 * A migration with its target open.
 *
 * @param migration of items, or of rows
 * @param target closed with this
 * @param units how many entities or tables it loads
 */
record OpenLoad(Migration migration, Target target, int units) implements AutoCloseable {

    /** Opens the target and brings everything together. */
    @FunctionalInterface
    interface Opening {

        OpenLoad open(JobStore store, Source source, RunSignal signal);
    }

    /**
     * Reads what a job loads, and returns how it is opened.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong in its mapping file
     */
    static Opening of(Parts parts, Job job) {
        if (job.target() instanceof Relational target) {
            CopyMapping mapping = parts.copies().mapping(job, target);
            return (store, source, signal) -> rows(parts.copies(), job, target, mapping, store, source, signal);
        }
        Mapping mapping = parts.mapping(job);
        return (store, source, signal) -> {
            ItemTarget target = parts.target(job, mapping, store.id(), signal);
            return new OpenLoad(
                    Migration.open(job, mapping, source, target, store, signal),
                    target,
                    mapping.entities().size());
        };
    }

    private static OpenLoad rows(
            CopyParts parts,
            Job job,
            Relational settings,
            CopyMapping mapping,
            JobStore store,
            Source source,
            RunSignal signal) {
        Copy copy = Copy.of(parts, mapping, settings, source);
        RowTarget target = parts.target(job, settings, copy.schema(), copy.translation(), store.id(), signal);
        return new OpenLoad(
                Migration.open(job, copy.schema(), source, target, store, signal),
                target,
                copy.schema().tables().size());
    }

    @Override
    public void close() {
        target.close();
    }
}
