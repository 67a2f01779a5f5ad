package io.rowlift.cli;

import io.rowlift.config.SourceOptions;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import java.nio.file.Path;
import java.util.function.Function;

/** Opens what a command works with; what is opened is the caller's to close. */
interface Parts {

    /**
     * Reads a job file.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong in it
     */
    Job job(Path file);

    /**
     * Reads a job's mapping file.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong in it or does not fit the job
     */
    Mapping mapping(Job job);

    /**
     * Checks a source that options name, and finds its password.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong
     */
    SourceSettings settings(SourceOptions options);

    /** Opens the database that is read. */
    Source source(SourceSettings settings, RunSignal signal);

    /** Opens the database that a job reads. */
    default Source source(Job job, RunSignal signal) {
        return source(job.source(), signal);
    }

    /**
     * Opens the store that items are written to.
     *
     * @param storeId the identity of the job's state, as the owner's mark
     */
    ItemTarget target(Job job, Mapping mapping, String storeId, RunSignal signal);

    /** Returns what opens relational targets. */
    CopyParts copies();

    /** Compiles an entity of the mapping against what is read for it; safe for use by several threads. */
    Function<Row, Mapped> mapper(Mapping mapping, Entity entity, Shape shape);
}
