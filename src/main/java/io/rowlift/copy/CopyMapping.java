package io.rowlift.copy;

import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping file for a relational target, in the order of the file.
 *
 * @param file the file as the user named it; the job file where there is no mapping
 * @param target which service or server it is for; servers of one family share their mappings
 * @param schemas the source's schemas or databases → the target's; others keep their names, or come to where the target
 *     puts tables without one
 * @param include names of tables that are copied, with {@code *} for any text; views by their full names only
 * @param exclude names of tables that are not, even if they are included
 * @param foreignKeys whether the target gets them; null when the file does not say
 * @param indexes when secondary indexes are made
 * @param tables rules for single tables, by the source's name, with or without schema
 */
public record CopyMapping(
        String file,
        Kind target,
        Map<String, SchemaRule> schemas,
        List<Name> include,
        List<Name> exclude,
        @Nullable ForeignKeys foreignKeys,
        Indexes indexes,
        Map<String, TableRule> tables) {
    public CopyMapping {
        schemas = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /**
     * Returns what a job without a mapping means: everything is copied as it is.
     *
     * @param file the job file
     */
    public static CopyMapping everything(String file, Kind target) {
        List<Name> all = List.of(new Name("*", new Location(file, 1)));
        return new CopyMapping(file, target, Map.of(), all, List.of(), null, Indexes.AFTER_LOAD, Map.of());
    }

    /** The target's name of a schema, and where it stands. */
    public record SchemaRule(String to, Location location) {}

    /** A name or a pattern of names, and where it stands. */
    public record Name(String pattern, Location location) {}

    /** Whether the target gets foreign keys. */
    public enum ForeignKeys {
        KEEP,
        DROP
    }

    /** When secondary indexes are made. */
    public enum Indexes {
        AFTER_LOAD,
        WITH_TABLE
    }

    /**
     * What a mapping says about one table.
     *
     * @param to its name in the target, or null for its own
     * @param where SQL condition on its rows, or null
     * @param key declared key columns of a table without a primary or unique key; empty when the mapping does not say
     * @param columns rules by the source's column, or by the new column's name
     * @param location where it stands
     */
    public record TableRule(
            @Nullable String to,
            @Nullable Sql where,
            List<String> key,
            Map<String, ColumnRule> columns,
            Location location) {
        public TableRule {
            key = List.copyOf(key);
            columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /** What a mapping says about one column. */
    public sealed interface ColumnRule {
        /** Where it stands. */
        Location location();

        /**
         * The column is kept, under another name or with another type.
         *
         * @param to its name in the target, or null for its own
         * @param type its type in the target's language, or null for the one that the type tables say
         */
        record Kept(@Nullable String to, @Nullable String type, Location location) implements ColumnRule {}

        /**
         * The column is computed by the source.
         *
         * @param sql in the source's language
         * @param to its name in the target, or null for the one under which it stands in the mapping
         * @param type its type in the target's language, or null for the one that the type tables say
         */
        record Computed(
                Sql sql, @Nullable String to, @Nullable String type, Location location) implements ColumnRule {}

        /** The column is left out. */
        record Dropped(Location location) implements ColumnRule {}
    }
}
