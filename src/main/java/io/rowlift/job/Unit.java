package io.rowlift.job;

import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Location;
import io.rowlift.schema.TableName;
import io.rowlift.source.AggregateReader;
import java.util.List;
import java.util.Set;

/**
 * What is planned, read, loaded and counted together: an entity, or a table.
 *
 * @param kind what it is
 * @param name what users call it
 * @param location where the mapping has it
 * @param aggregate what is read for it
 * @param reader its reader
 * @param fingerprint changes when its mapping changes its meaning
 * @param mapping its mapping, one line per fact
 */
record Unit(
        UnitKind kind,
        String name,
        Location location,
        Aggregate aggregate,
        AggregateReader reader,
        String fingerprint,
        List<String> mapping) {
    Unit {
        mapping = List.copyOf(mapping);
    }

    /** Returns the names of the tables that it reads. */
    Set<TableName> reads() {
        return reader.reading().tables();
    }

    /** Returns the tables that it reads, one line per fact. */
    List<String> tables() {
        return reader.reading().fingerprint();
    }

    /** Returns it for messages, as in {@code entity "Order"}. */
    @Override
    public String toString() {
        return kind.named(name);
    }
}
