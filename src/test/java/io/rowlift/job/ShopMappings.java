package io.rowlift.job;

import io.rowlift.job.testing.Shop;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader.Reading;
import java.util.Map;
import java.util.TreeMap;

/** Compiles the {@link Shop}: its keys are proved, unless the test says otherwise. */
record ShopMappings(Map<String, String> unproved) implements MappingEngine {

    static final ShopMappings PROVED = new ShopMappings(Map.of());

    @Override
    public EntityMapper compile(Mapping mapping, Entity entity, Shape shape) {
        return row -> Shop.map(entity.name(), row);
    }

    @Override
    public Map<String, String> unproved(Mapping mapping, Map<String, Reading> readings) {
        Map<String, String> reasons = new TreeMap<>(unproved);
        reasons.keySet().retainAll(readings.keySet());
        return reasons;
    }
}
