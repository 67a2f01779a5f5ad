package io.rowlift.sync;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.KeyMovement;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Tracing;

/**
 * An entity whose items follow its rows.
 *
 * @param name the mapping's name of it
 * @param reader reads its rows
 * @param tracing finds them
 * @param mapper makes items of them
 * @param movable whether a change can move its items to other keys, so that the state has to know them
 */
public record ItemUnit(String name, AggregateReader reader, Tracing tracing, Mapper mapper, boolean movable) {

    /**
     * Compiles an entity.
     *
     * @throws io.rowlift.problem.ConfigurationException with everything in it that does not fit its columns
     */
    public static ItemUnit of(Mapping mapping, Entity entity, AggregateReader reader) {
        return of(mapping, entity, reader, reader.tracing());
    }

    static ItemUnit of(Mapping mapping, Entity entity, AggregateReader reader, Tracing tracing) {
        Evidence evidence = new Evidence(
                reader.reading().root(),
                reader.reading().key(),
                reader.reading().shape());
        return new ItemUnit(
                entity.name(),
                reader,
                tracing,
                Mapper.compile(mapping, entity, reader.reading().shape()),
                KeyMovement.remembered(mapping, entity, evidence));
    }
}
