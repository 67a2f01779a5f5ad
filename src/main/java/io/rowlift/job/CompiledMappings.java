package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.Map;
import java.util.TreeMap;

/** The mapping engine of the program. */
final class CompiledMappings implements MappingEngine {

    @Override
    public EntityMapper compile(Mapping mapping, Entity entity, Shape shape) {
        return Mapper.compile(mapping, entity, shape)::map;
    }

    /** Leaves every key to be looked at: slower than a proof, and never wrong. */
    @Override
    public Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings) {
        Map<String, String> reasons = new TreeMap<>();
        readings.keySet().forEach(entity -> reasons.put(entity, "nothing is proved about them"));
        return reasons;
    }
}
