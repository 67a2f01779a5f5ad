package io.rowlift.source.mysql.log;

import io.rowlift.schema.TableName;
import io.rowlift.source.Capture.Watched;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The watched tables, found by names as the log spells them. */
final class Watching {

    private final Map<TableName, Watched> tables = new HashMap<>();
    private final boolean folded;

    /**
     * Takes what is watched.
     *
     * @param folded whether the server takes names of tables that differ in case for the same
     */
    Watching(List<Watched> tables, boolean folded) {
        this.folded = folded;
        tables.forEach(watched -> this.tables.put(key(watched.table()), watched));
    }

    private TableName key(TableName name) {
        return folded
                ? new TableName(
                        name.schema().toLowerCase(Locale.ROOT), name.name().toLowerCase(Locale.ROOT))
                : name;
    }

    @Nullable
    Watched of(TableName table) {
        return tables.get(key(table));
    }

    /** Returns the watched tables of a database. */
    List<Watched> in(String schema) {
        return tables.entrySet().stream()
                .filter(entry -> entry.getKey()
                        .schema()
                        .equals(key(new TableName(schema, "")).schema()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
