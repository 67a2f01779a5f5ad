package io.rowlift.cli;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.config.SourceOptions;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.Ownership;
import io.rowlift.target.dynamodb.DynamoDbTarget;
import java.io.Console;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place that knows every product, and brings together by hand what runs. */
final class Wiring implements Parts {

    @Override
    public Job job(Path file) {
        return JobFiles.read(file, Environment.ofProcess());
    }

    @Override
    public Mapping mapping(Job job) {
        Path file = job.mapping();
        if (file == null || !(job.target() instanceof TargetSettings.DynamoDb)) {
            throw relational(job);
        }
        Mapping mapping = MappingFiles.read(file);
        JobFiles.requireFit(job, mapping);
        return mapping;
    }

    @Override
    public SourceSettings settings(SourceOptions options) {
        return options.settings(Environment.ofProcess(), () -> ask("Password of " + options.username() + ": "));
    }

    /** Returns null where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // since Java 22 there may be one, which then reads standard input
    private static @Nullable String ask(String question) {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("%s", question);
        return answer == null ? null : new String(answer);
    }

    @Override
    public Source source(SourceSettings settings, RunSignal signal) {
        return switch (settings.product()) {
            case POSTGRESQL -> PostgresSource.open(settings, signal);
            case MYSQL, MARIADB -> MySqlSource.open(settings, signal);
        };
    }

    @Override
    public ItemTarget target(Job job, Mapping mapping, String storeId, RunSignal signal) {
        if (job.target() instanceof TargetSettings.DynamoDb settings) {
            return DynamoDbTarget.open(settings, mapping, new Ownership(job.name(), storeId), signal);
        }
        throw relational(job);
    }

    private static ConfigurationException relational(Job job) {
        return new ConfigurationException(
                job.file() + ": this command works with items of DynamoDB only, and the job copies tables",
                "see \"rowlift help\" for the commands that copy and compare tables");
    }

    @Override
    public CopyParts copies() {
        return new CopyWiring();
    }

    @Override
    public Function<Row, Mapped> mapper(Mapping mapping, Entity entity, Shape shape) {
        return Mapper.compile(mapping, entity, shape)::map;
    }
}
