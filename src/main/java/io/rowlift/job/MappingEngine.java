package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.Map;

/** Compiles mappings and reasons about their keys. */
interface MappingEngine {

    /**
     * Compiles an entity.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything that is wrong with it
     */
    EntityMapper compile(Mapping mapping, Entity entity, Shape shape);

    /**
     * Returns why the keys of entities cannot be proved to be free of collisions.
     *
     * @param readings by entity
     * @return reasons by entity, for every entity that takes part in a pair that is not proved; empty when all are
     */
    Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings);
}
