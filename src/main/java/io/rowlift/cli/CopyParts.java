package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;

/** Opens what a command needs that copies tables; what is opened is the caller's to close. */
interface CopyParts {

    /**
     * Reads a job's mapping file, if it has one.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong in it or does not fit the job
     */
    CopyMapping mapping(Job job, Relational target);

    /** Returns what declares tables again in the language of a target of which nothing is known. */
    Translation translation(Kind target);

    /** Returns what declares tables again in the language of a job's target. */
    Translation translation(CopyMapping mapping, Relational target);

    /**
     * Opens the database that is written.
     *
     * @param schema what it gets
     * @param translation by which the schema was made
     * @param storeId the identity of the job's state, as the owner's mark
     */
    RowTarget target(
            Job job, Relational target, TargetSchema schema, Translation translation, String storeId, RunSignal signal);
}
