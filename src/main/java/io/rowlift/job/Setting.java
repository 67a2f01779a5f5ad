package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Fingerprint;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Source;
import io.rowlift.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What a migration is made of.
 *
 * @param job the job
 * @param mapping its mapping
 * @param source where rows come from
 * @param target where items go to
 * @param store the state
 * @param signal whether the run may go on
 * @param engine compiles the mapping
 * @param pace the times of a run
 */
record Setting(
        Job job,
        Mapping mapping,
        Source source,
        Target target,
        JobStore store,
        RunSignal signal,
        MappingEngine engine,
        Pace pace) {

    static final String STOPPED = "stopped, and everything up to here is recorded; run the same command again to go on";

    /**
     * Compiles all entities.
     *
     * @throws ConfigurationException with everything that is wrong with any of them
     */
    List<Compiled> compile() {
        Problems problems = new Problems();
        List<Compiled> compiled = new ArrayList<>();
        for (Entity entity : mapping.entities().values()) {
            try {
                AggregateReader reader = source.reader(entity.aggregate());
                EntityMapper mapper =
                        engine.compile(mapping, entity, reader.reading().shape());
                TableDesign[] tables = mapping.tables().values().toArray(TableDesign[]::new);
                compiled.add(new Compiled(
                        entity, reader, mapper, Fingerprint.of(entity, tables), Facts.of(entity, mapping)));
            } catch (ConfigurationException e) {
                e.problems().forEach(p -> problems.add(p.location(), p.message(), p.remedy()));
            }
        }
        problems.throwIfAny();
        return compiled;
    }
}
