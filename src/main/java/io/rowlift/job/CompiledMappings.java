package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mapping engine of the program. */
final class CompiledMappings implements MappingEngine {

    @Override
    public @Nullable EntityMapper compile(Mapping mapping, Entity entity, Shape shape, Problems problems) {
        problems.add(entity.location(), "entity \"" + entity.name() + "\" cannot be compiled yet");
        return null;
    }

    @Override
    public Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings) {
        return Map.of();
    }
}
