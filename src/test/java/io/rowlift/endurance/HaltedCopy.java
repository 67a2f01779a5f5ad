package io.rowlift.endurance;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TargetSchema;
import io.rowlift.job.MigrateOptions;
import io.rowlift.job.Migration;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.JobStore;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.program.Program;
import io.rowlift.schema.Family;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;
import io.rowlift.target.mysql.MySqlTarget;
import io.rowlift.target.mysql.MySqlTranslation;
import io.rowlift.target.postgres.PostgresTarget;
import io.rowlift.target.postgres.PostgresTranslation;
import java.nio.file.Path;

/** A process that copies tables with real source, target and state, and halts itself at a milestone or phase. */
final class HaltedCopy {

    private HaltedCopy() {}

    /** The job file and the milestone or phase. */
    public static void main(String[] arguments) {
        Job job = JobFiles.read(Path.of(arguments[0]), Environment.ofProcess());
        Relational settings = (Relational) job.target();
        CopyMapping mapping = JobFiles.copyMapping(job, settings);
        RunSignal signal = new RunSignal();
        boolean postgres = settings.kind().family() == Family.POSTGRESQL;
        Translation translation = postgres ? new PostgresTranslation(settings.kind()) : new MySqlTranslation();
        try (JobStore store = JobStore.open(job);
                Source source = source(job, signal)) {
            TargetSchema schema = translation.translate(CopyPlanning.plan(
                    mapping,
                    source.watch().structure(),
                    settings.kind(),
                    settings.database(),
                    aggregate -> source.reader(aggregate).reading().shape()));
            Ownership owner = new Ownership(job.name(), store.id());
            Path state = job.state().directory();
            try (RowTarget target = postgres
                    ? PostgresTarget.open(settings, 4, schema, translation, owner, state, signal)
                    : MySqlTarget.open(settings, 4, schema, translation, owner, state, signal)) {
                Migration.open(job, schema, source, target, store, signal)
                        .migrate(MigrateOptions.CONTINUE, halting(arguments[1]));
            }
        }
        System.exit(0);
    }

    private static Source source(Job job, RunSignal signal) {
        return switch (job.source().product()) {
            case POSTGRESQL -> PostgresSource.open(job.source(), signal);
            case MYSQL, MARIADB -> MySqlSource.open(job.source(), signal);
        };
    }

    private static RunListener halting(String at) {
        return new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                halt(milestone.name());
            }

            @Override
            public void completing(TargetSchema.Phase phase, String object) {
                halt(phase.name());
            }

            private void halt(String moment) {
                if (moment.equals(at)) {
                    Runtime.getRuntime().halt(Program.KILLED);
                }
            }
        };
    }
}
