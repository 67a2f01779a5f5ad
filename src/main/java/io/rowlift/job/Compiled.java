package io.rowlift.job;

import io.rowlift.mapping.Entity;
import io.rowlift.schema.TableName;
import io.rowlift.source.AggregateReader;
import java.util.List;
import java.util.Set;

/**
 * An entity that is ready to be read and mapped.
 *
 * @param entity as the mapping has it
 * @param reader its reader
 * @param mapper its mapper
 * @param fingerprint changes when its mapping changes its meaning
 * @param mapping its mapping, one line per fact
 */
record Compiled(Entity entity, AggregateReader reader, EntityMapper mapper, String fingerprint, List<String> mapping) {

    String name() {
        return entity.name();
    }

    /** Returns the names of the tables that it reads. */
    Set<TableName> reads() {
        return reader.reading().tables();
    }

    /** Returns the tables that it reads, one line per fact. */
    List<String> tables() {
        return reader.reading().fingerprint();
    }
}
