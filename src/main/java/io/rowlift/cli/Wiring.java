package io.rowlift.cli;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import io.rowlift.target.Target;
import io.rowlift.target.dynamodb.DynamoDbTarget;
import io.rowlift.target.dynamodb.Ownership;
import java.nio.file.Path;
import java.util.function.Function;

/** The one place that knows every product, and brings together by hand what runs. */
final class Wiring implements Parts {

    @Override
    public Job job(Path file) {
        return JobFiles.read(file, Environment.ofProcess());
    }

    @Override
    public Mapping mapping(Job job) {
        Mapping mapping = MappingFiles.read(job.mapping());
        JobFiles.requireFit(job, mapping);
        return mapping;
    }

    @Override
    public Source source(Job job, RunSignal signal) {
        return switch (job.source().product()) {
            case POSTGRESQL -> PostgresSource.open(job.source(), signal);
            case MYSQL, MARIADB -> MySqlSource.open(job.source(), signal);
        };
    }

    @Override
    public Target target(Job job, Mapping mapping, String storeId, RunSignal signal) {
        if (job.target() instanceof TargetSettings.DynamoDb settings) {
            return DynamoDbTarget.open(settings, mapping, new Ownership(job.name(), storeId), signal);
        }
        throw new ConfigurationException(
                job.file() + ": relational targets cannot be written yet", "use \"dynamodb\" as the target");
    }

    @Override
    public Function<Row, Mapped> mapper(Mapping mapping, Entity entity, Shape shape) {
        return Mapper.compile(mapping, entity, shape)::map;
    }
}
