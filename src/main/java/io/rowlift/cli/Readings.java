package io.rowlift.cli;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Compiles entities against a source: how their rows are read and what they become. */
final class Readings {

    private Readings() {}

    /**
     * Compiles all entities.
     *
     * @throws ConfigurationException with the problems of all of them
     */
    static List<EntityReading> all(Parts parts, Mapping mapping, Source source) {
        List<EntityReading> readings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Entity entity : mapping.entities().values()) {
            try {
                readings.add(one(parts, mapping, entity, source));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return readings;
    }

    static EntityReading one(Parts parts, Mapping mapping, Entity entity, Source source) {
        AggregateReader reader = source.reader(entity.aggregate());
        return new EntityReading(
                entity.name(),
                reader,
                parts.mapper(mapping, entity, reader.reading().shape()));
    }
}
