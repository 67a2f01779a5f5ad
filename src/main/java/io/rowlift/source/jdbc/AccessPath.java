package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index as a way to find rows by given values.
 *
 * @param table the table
 * @param name the index
 * @param columns those that it finds rows by, the first ones first
 * @param flaw why it finds no rows by their values, for example {@code it is partial}; null when it does
 */
public record AccessPath(
        TableName table,
        String name,
        List<String> columns,
        @Nullable String flaw) {

    public AccessPath {
        columns = List.copyOf(columns);
    }

    /** Returns whether rows with given values of these columns are found without looking at others that it begins with. */
    boolean leadsTo(Set<String> given) {
        return flaw == null && begins(given);
    }

    /** Returns whether it would lead there if it had no flaw. */
    boolean begins(Set<String> given) {
        return !columns.isEmpty() && given.containsAll(columns.subList(0, Math.min(columns.size(), given.size())));
    }
}
