package io.rowlift.source.jdbc;

import java.time.Duration;
import java.util.List;

/**
 * What an inspection is about.
 *
 * @param tables everything that is read, by name
 * @param patience how old a transaction of others may be, and how far a standby may lag behind
 * @param sessions how many sessions of the server are our own
 */
public record Scope(List<CatalogTable> tables, Duration patience, int sessions) {

    public Scope {
        tables = List.copyOf(tables);
    }
}
