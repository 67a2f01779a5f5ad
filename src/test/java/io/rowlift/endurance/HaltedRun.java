package io.rowlift.endurance;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.job.MigrateOptions;
import io.rowlift.job.Migration;
import io.rowlift.job.RunListener;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.program.Program;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.Ownership;
import io.rowlift.target.dynamodb.DynamoDbTarget;
import java.nio.file.Path;

/** A process that runs {@code migrate} with real source, target and state, and halts itself at a milestone. */
final class HaltedRun {

    private HaltedRun() {}

    /** The job file and the milestone. */
    public static void main(String[] arguments) {
        Job job = JobFiles.read(Path.of(arguments[0]), Environment.ofProcess());
        Mapping mapping = MappingFiles.read(job.mapping());
        RunSignal signal = new RunSignal();
        try (JobStore store = JobStore.open(job);
                Source source = source(job, signal);
                ItemTarget target = target(job, mapping, store, signal)) {
            Migration migration = Migration.open(job, mapping, source, target, store, signal);
            migration.migrate(MigrateOptions.CONTINUE, halting(RunListener.Milestone.valueOf(arguments[1])));
        }
        System.exit(0);
    }

    private static Source source(Job job, RunSignal signal) {
        return switch (job.source().product()) {
            case POSTGRESQL -> PostgresSource.open(job.source(), signal);
            case MYSQL, MARIADB -> MySqlSource.open(job.source(), signal);
        };
    }

    private static ItemTarget target(Job job, Mapping mapping, JobStore store, RunSignal signal) {
        return DynamoDbTarget.open(
                (TargetSettings.DynamoDb) job.target(), mapping, new Ownership(job.name(), store.id()), signal);
    }

    private static RunListener halting(RunListener.Milestone at) {
        return new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                if (milestone == at) {
                    Runtime.getRuntime().halt(Program.KILLED);
                }
            }
        };
    }
}
