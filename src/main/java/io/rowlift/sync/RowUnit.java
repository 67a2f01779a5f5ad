package io.rowlift.sync;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.TableName;
import io.rowlift.source.AggregateReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table whose rows follow those of the source.
 *
 * @param table in the target
 * @param reader reads its rows
 */
public record RowUnit(TargetTable table, AggregateReader reader) {

    /**
     * Makes sure that the target knows rows by what the source knows them by.
     *
     * @throws ConfigurationException when it does not
     */
    public static RowUnit of(TargetTable table, AggregateReader reader) {
        List<String> known = reader.reading().key().columns();
        List<String> needed = table.columns().stream()
                .filter(column -> table.key().contains(column.name()))
                .map(TargetColumn::copy)
                .map(copy -> copy.source())
                .toList();
        if (needed.isEmpty() || !known.containsAll(needed)) {
            throw new ConfigurationException(
                    "table \"" + table.copy().name() + "\": the target knows its rows by ("
                            + String.join(", ", needed) + "), the source by (" + String.join(", ", known)
                            + "), so that a changed row cannot be found",
                    "name the same columns with \"key\" in the mapping, or leave the table out of a job with \"sync\"");
        }
        return new RowUnit(table, reader);
    }

    /** Returns tables so that those that are referred to come before those that refer to them, as far as that goes. */
    public static List<TargetTable> ordered(List<TargetTable> tables) {
        List<TargetTable> ordered = new ArrayList<>();
        List<TargetTable> open = new ArrayList<>(tables);
        while (!open.isEmpty()) {
            Set<TableName> waiting = new HashSet<>();
            open.forEach(table -> waiting.add(source(table)));
            List<TargetTable> free = open.stream()
                    .filter(table -> table.copy().definition().references().stream()
                            .map(reference -> reference.references())
                            .noneMatch(other -> !other.equals(source(table)) && waiting.contains(other)))
                    .toList();
            // tables that refer to each other in a circle have no order
            List<TargetTable> next = free.isEmpty() ? List.of(open.get(0)) : free;
            ordered.addAll(next);
            open.removeAll(next);
        }
        return List.copyOf(ordered);
    }

    private static TableName source(TargetTable table) {
        return table.copy().definition().table().name();
    }

    /** Returns what users call it. */
    public String name() {
        return table.copy().name();
    }
}
