package io.rowlift.realdata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An item as a reader of the mapping would write it down: attribute names and plain Java values. */
final class Expected {

    private final String table;
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    private Expected(String table) {
        this.table = table;
    }

    /** Begins an item of a table whose key is {@code PK} and {@code SK}. */
    static Expected item(String table, String partition, String sort) {
        return in(table).put("PK", partition).put("SK", sort);
    }

    /** Begins an item of a table with other key attributes. */
    static Expected in(String table) {
        return new Expected(table);
    }

    /** Adds an attribute; null is left out. */
    Expected put(String name, Object value) {
        if (value != null && attributes.put(name, value) != null) {
            throw new IllegalArgumentException("attribute " + name + " is expected twice");
        }
        return this;
    }

    /** Adds all columns of a row, except the named ones. */
    Expected columns(SourceRow row, String... except) {
        row.columns(Set.of(except)).forEach(this::put);
        return this;
    }

    String table() {
        return table;
    }

    Map<String, Object> attributes() {
        return attributes;
    }
}
