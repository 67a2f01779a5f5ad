package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.KeyProof;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.LinkedHashMap;
import java.util.Map;

/** The mapping engine of the program. */
final class CompiledMappings implements MappingEngine {

    @Override
    public EntityMapper compile(Mapping mapping, Entity entity, Shape shape) {
        return Mapper.compile(mapping, entity, shape)::map;
    }

    @Override
    public Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings) {
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        readings.forEach((entity, reading) ->
                evidence.put(entity, new Evidence(reading.root(), reading.key(), reading.shape())));
        return KeyProof.of(mapping, evidence).unproved();
    }
}
