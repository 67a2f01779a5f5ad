package io.rowlift.schema;

import java.util.List;
import java.util.Optional;

/**
 * A table or view as the source declares it.
 *
 * @param name exact name
 * @param kind what it is
 * @param columns in the source's order
 * @param keys primary key first, then unique keys by name; those without a guarantee too, with their weakness
 * @param foreignKeys by name
 */
public record Table(TableName name, Kind kind, List<Column> columns, List<Key> keys, List<ForeignKey> foreignKeys) {

    /** Kinds of relations that can be read. */
    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        VIEW
    }

    public Table {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** Returns the column of exactly this name. */
    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /** Returns the best guaranteed key: the primary key, else the guaranteed unique key with the fewest columns. */
    public Optional<Key> identity() {
        return keys.stream()
                .filter(Key::guaranteed)
                .min((a, b) -> a.primary() != b.primary()
                        ? (a.primary() ? -1 : 1)
                        : Integer.compare(a.columns().size(), b.columns().size()));
    }
}
