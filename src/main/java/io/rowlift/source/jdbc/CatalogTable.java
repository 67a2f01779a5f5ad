package io.rowlift.source.jdbc;

import io.rowlift.problem.Problem;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table with what only statements need to know about it.
 *
 * @param table what everybody may know
 * @param types by column
 * @param indexes the unique indexes behind {@link Table#keys}, in the same order
 * @param listed whether it is among the tables that are read by themselves
 * @param partition whether it is read through its parent
 * @param parent whether a statement that names it reads the rows of other tables too, which inherit from it
 * @param obstacles why the login cannot read all rows and columns
 */
public record CatalogTable(
        Table table,
        Map<String, ColumnType> types,
        List<Index> indexes,
        boolean listed,
        boolean partition,
        boolean parent,
        List<Problem> obstacles) {

    /**
     * A unique index.
     *
     * @param key the key that it guards
     * @param distinct whether two rows never share a value without NULL, which is enough for the right side of a join
     * @param ordered whether it returns rows in the order in which the database compares the key's columns
     */
    public record Index(Key key, boolean distinct, boolean ordered) {}

    /** Takes the values over. */
    public CatalogTable {
        types = Map.copyOf(types);
        indexes = List.copyOf(indexes);
        obstacles = List.copyOf(obstacles);
    }

    /** Returns why it is not read by itself or not read whole; empty for a table without such a reason. */
    Optional<String> whyUnread() {
        if (!obstacles.isEmpty()) {
            return Optional.of(obstacles.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        return listed ? Optional.empty() : Optional.of("a partition, read with the table that it is a part of");
    }

    /** Returns the type of a column that exists. */
    ColumnType type(String column) {
        ColumnType type = types.get(column);
        if (type == null) {
            throw new IllegalArgumentException("table " + table.name() + " has no column " + column);
        }
        return type;
    }

    /** Returns whether at most one row has given values in these columns. */
    boolean distinctBy(Set<String> columns) {
        return indexes.stream()
                .anyMatch(index ->
                        index.distinct() && columns.containsAll(index.key().columns()));
    }

    /** Returns the index that guards a key. */
    Optional<Index> index(Key key) {
        return indexes.stream().filter(index -> index.key().equals(key)).findFirst();
    }
}
