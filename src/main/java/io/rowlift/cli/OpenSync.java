package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.Migration;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.source.Source;
import io.rowlift.source.Tracing;
import io.rowlift.sync.Applier;
import io.rowlift.sync.ItemApplier;
import io.rowlift.sync.ItemUnit;
import io.rowlift.sync.RowApplier;
import io.rowlift.sync.RowUnit;
import io.rowlift.sync.Stale;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A target that is open to be brought up to date.
 *
 * @param migration whose target it is
 * @param target closed with this
 * @param compiling compiles what follows what, again after a table was altered
 */
record OpenSync(Migration migration, Target target, Compiling compiling) implements AutoCloseable {

    /** Opens the target and brings everything together. */
    @FunctionalInterface
    interface Opening {
        OpenSync open(JobStore store, Source source, RunSignal signal);
    }

    /** Compiles what follows what. */
    @FunctionalInterface
    interface Compiling {
        Compiled compile();
    }

    /**
     * What follows what.
     *
     * @param tracings by entity or table
     * @param applier applies changes
     */
    record Compiled(Map<String, Tracing> tracings, Applier applier) {}

    /**
     * Reads what a job has loaded, and returns how it is opened.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong in its mapping file
     */
    static Opening of(Parts parts, Job job) {
        if (job.target() instanceof Relational settings) {
            CopyMapping mapping = parts.copies().mapping(job, settings);
            return (store, source, signal) -> rows(parts.copies(), job, settings, mapping, store, source, signal);
        }
        Mapping mapping = parts.mapping(job);
        return (store, source, signal) -> {
            ItemTarget target = parts.target(job, mapping, store.id(), signal);
            return new OpenSync(
                    Migration.open(job, mapping, source, target, store, signal),
                    target,
                    () -> items(parts, job, mapping, store, source, target, signal));
        };
    }

    private static Compiled items(
            Parts parts, Job job, Mapping mapping, JobStore store, Source source, ItemTarget target, RunSignal signal) {
        List<ItemUnit> units = new ArrayList<>();
        Map<String, Tracing> tracings = new LinkedHashMap<>();
        mapping.entities().values().forEach(entity -> {
            ItemUnit unit = ItemUnit.of(mapping, entity, source.reader(entity.aggregate()));
            units.add(unit);
            tracings.put(unit.name(), unit.tracing());
        });
        Applier applier = new ItemApplier(
                units,
                target,
                store.itemKeys(),
                stale(job, store),
                signal,
                job.load().chunk(),
                store.syncLedger(),
                new Sweeping(job, mapping, parts, source, target, signal)::sweep);
        return new Compiled(tracings, applier);
    }

    private static OpenSync rows(
            CopyParts parts,
            Job job,
            Relational settings,
            CopyMapping mapping,
            JobStore store,
            Source source,
            RunSignal signal) {
        Copy copy = Copy.of(parts, mapping, settings, source);
        RowTarget target = parts.target(job, settings, copy.schema(), copy.translation(), store.id(), signal);
        return new OpenSync(
                Migration.open(job, copy.schema(), source, target, store, signal),
                target,
                () -> rows(copy.schema().tables(), job, store, source, target, signal));
    }

    private static Compiled rows(
            List<TargetTable> tables, Job job, JobStore store, Source source, RowTarget target, RunSignal signal) {
        List<RowUnit> units = new ArrayList<>();
        Map<String, Tracing> tracings = new LinkedHashMap<>();
        for (TargetTable table : RowUnit.ordered(tables)) {
            RowUnit unit = RowUnit.of(table, source.reader(table.copy().aggregate()));
            units.add(unit);
            tracings.put(unit.name(), unit.reader().tracing());
        }
        return new Compiled(tracings, new RowApplier(units, target.mirror(), stale(job, store), signal));
    }

    private static Stale stale(Job job, JobStore store) {
        long rows = store.status().total().rows();
        return new Stale(store.rejectLog(), rejected -> job.rejects().exceededBy(rejected, rows));
    }

    @Override
    public void close() {
        target.close();
    }
}
