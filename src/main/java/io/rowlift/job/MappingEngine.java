package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles mappings and reasons about their keys. */
interface MappingEngine {

    /** Compiles an entity, or adds everything that is wrong with it and returns null. */
    @Nullable
    EntityMapper compile(Mapping mapping, Entity entity, Shape shape, Problems problems);

    /**
     * Returns why the keys of entities cannot be proved to be free of collisions.
     *
     * @param readings by entity
     * @return reasons by entity; empty when all keys are proved
     */
    Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings);
}
