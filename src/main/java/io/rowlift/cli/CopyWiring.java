package io.rowlift.cli;

import io.rowlift.config.JobFiles;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;
import io.rowlift.target.mysql.MySqlTarget;
import io.rowlift.target.mysql.MySqlTranslation;
import io.rowlift.target.mysql.PlanetScale;
import io.rowlift.target.postgres.PostgresTarget;
import io.rowlift.target.postgres.PostgresTranslation;

/** Knows every product that tables are copied to. */
final class CopyWiring implements CopyParts {

    @Override
    public CopyMapping mapping(Job job, Relational target) {
        return JobFiles.copyMapping(job, target);
    }

    @Override
    public Translation translation(Kind target) {
        return switch (target) {
            case NEON, POSTGRESQL -> new PostgresTranslation(target);
            case MYSQL -> new MySqlTranslation();
            case PLANETSCALE -> new PlanetScale(PlanetScale.Settings.USUAL);
        };
    }

    /** Who writes "foreignKeys: keep" in a mapping for PlanetScale says that the database has them enabled. */
    @Override
    public Translation translation(CopyMapping mapping, Relational target) {
        return target.kind() == Kind.PLANETSCALE
                ? new PlanetScale(new PlanetScale.Settings(mapping.foreignKeys() == ForeignKeys.KEEP, target.sharded()))
                : translation(target.kind());
    }

    @Override
    public RowTarget target(
            Job job,
            Relational target,
            TargetSchema schema,
            Translation translation,
            String storeId,
            RunSignal signal) {
        Ownership owner = new Ownership(job.name(), storeId);
        int connections = job.load().workers() + 1;
        return switch (target.kind().family()) {
            case POSTGRESQL ->
                PostgresTarget.open(
                        target,
                        connections,
                        schema,
                        translation,
                        owner,
                        job.state().directory(),
                        signal);
            case MYSQL ->
                MySqlTarget.open(
                        target,
                        connections,
                        schema,
                        translation,
                        owner,
                        job.state().directory(),
                        signal);
        };
    }
}
