package io.rowlift.suggest;

import org.jspecify.annotations.Nullable;

/**
 * A candidate access pattern.
 *
 * @param name its name in the mapping
 * @param index number of the index to ask, 0 for the table itself
 * @param partition what the partition key equals
 * @param sort what the sort key equals, or begins with where it has columns that are not asked for; null for all
 * @param whole whether the sort key is asked for in full
 * @param sql the same question for the source, or null where SQL would compare otherwise
 * @param note what it is good for
 */
public record Question(
        String name,
        int index,
        KeyText partition,
        @Nullable KeyText sort,
        boolean whole,
        @Nullable String sql,
        String note) {}
