package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Fingerprint;
import io.rowlift.mapping.KeyMovement;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Entities whose rows become items.
 *
 * @param mapping says how
 * @param target where items go to
 * @param engine compiles the mapping
 */
record ItemLoad(Mapping mapping, ItemTarget target, MappingEngine engine) implements Load {

    @Override
    public UnitKind kind() {
        return UnitKind.ENTITY;
    }

    @Override
    public CompiledLoad compile(Source source) {
        Problems problems = new Problems();
        List<Compiled> compiled = new ArrayList<>();
        for (Entity entity : mapping.entities().values()) {
            try {
                compiled.add(compile(entity, source));
            } catch (ConfigurationException e) {
                e.problems().forEach(p -> problems.add(p.location(), p.message(), p.remedy()));
            }
        }
        problems.throwIfAny();
        return new CompiledItems(this, compiled);
    }

    private Compiled compile(Entity entity, Source source) {
        AggregateReader reader = source.reader(entity.aggregate());
        EntityMapper mapper = engine.compile(mapping, entity, reader.reading().shape());
        TableDesign[] tables = mapping.tables().values().toArray(TableDesign[]::new);
        Unit unit = new Unit(
                UnitKind.ENTITY,
                entity.name(),
                entity.location(),
                entity.aggregate(),
                reader,
                Fingerprint.of(entity, tables),
                Facts.of(entity, mapping));
        Evidence evidence = new Evidence(
                reader.reading().root(),
                reader.reading().key(),
                reader.reading().shape());
        return new Compiled(unit, entity, mapper, KeyMovement.remembered(mapping, entity, evidence));
    }
}
