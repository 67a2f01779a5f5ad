package io.rowlift.copy;

import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Location;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that is copied.
 *
 * @param name what users call it: the source's name, with schema where it is not the only one
 * @param definition how the source declares it, less the indexes, checks and foreign keys that cannot come along because
 *     the mapping leaves out what they need; all of its columns are in it
 * @param target its name in the target
 * @param aggregate how its rows are read
 * @param columns what the target gets, in the source's order, computed columns last; columns that the source generates
 *     are in it too: whether they are read is for the target's schema to say
 * @param whole whether it has no key that is unique, not null and indexed, so that an interrupted copy of it is removed
 *     and made again
 */
public record TableCopy(
        String name,
        Definition definition,
        TableName target,
        Aggregate aggregate,
        List<ColumnCopy> columns,
        boolean whole) {
    public TableCopy {
        columns = List.copyOf(columns);
    }

    /**
     * Returns at which position of the rows that are read a column's values are: the source's columns come first, in its
     * order, then the computed ones in the order of the aggregate.
     */
    public int position(ColumnCopy column) {
        List<String> names = Stream.concat(
                        definition.table().columns().stream().map(Column::name),
                        aggregate.columns().stream().map(Aggregate.Computed::name))
                .toList();
        int position = names.indexOf(column.source());
        if (position < 0) {
            throw new IllegalArgumentException("table " + name + " is read without column " + column.source());
        }
        return position;
    }

    /**
     * A column that is copied.
     *
     * @param source the column's name in the rows that are read
     * @param target its name in the target
     * @param column what is read
     * @param definition how the source declares it; null for a computed column
     * @param type its type in the target's language as the mapping says; null for the one that the type tables say
     * @param location where the mapping names it, or null
     */
    public record ColumnCopy(
            String source,
            String target,
            Column column,
            @Nullable ColumnDefinition definition,
            @Nullable String type,
            @Nullable Location location) {}
}
