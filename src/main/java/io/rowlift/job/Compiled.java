package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.schema.TableName;
import io.rowlift.source.AggregateReader;
import java.util.List;
import java.util.Set;

/**
 * An entity that is ready to be read and mapped.
 *
 * @param unit as it is loaded
 * @param entity as the mapping has it
 * @param mapper its mapper
 * @param remembered whether the state remembers the keys of its items, because a change of a row can move them
 */
record Compiled(Unit unit, Entity entity, EntityMapper mapper, boolean remembered) {

    String name() {
        return unit.name();
    }

    AggregateReader reader() {
        return unit.reader();
    }

    String fingerprint() {
        return unit.fingerprint();
    }

    /** Returns the names of the tables that it reads. */
    Set<TableName> reads() {
        return unit.reads();
    }

    /** Returns the tables that it reads, one line per fact. */
    List<String> tables() {
        return unit.tables();
    }
}
