package io.rowlift.source.jdbc;

import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds tables by the names that a mapping gives them. */
final class TableNames {

    private final List<CatalogTable> tables;

    TableNames(List<CatalogTable> tables) {
        this.tables = tables;
    }

    /**
     * Returns the table of exactly this name, with or without schema, if the login can read all of it; otherwise adds
     * what is wrong to the problems.
     *
     * @param subject who asks, for the message: {@code entity "Order"}
     */
    Optional<CatalogTable> find(String name, String subject, Location location, Problems problems) {
        List<CatalogTable> found = tables.stream()
                .filter(t -> t.table().name().name().equals(name)
                        || t.table().name().toString().equals(name))
                .toList();
        if (found.size() > 1) {
            problems.add(
                    location,
                    subject + ": table \"" + name + "\" exists in several schemas",
                    "write one of "
                            + found.stream().map(t -> quoted(t.table().name())).collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        if (found.isEmpty()) {
            List<String> known = tables.stream()
                    .map(CatalogTable::table)
                    .flatMap(t -> Stream.of(t.name().name(), t.name().toString()))
                    .toList();
            String meant = Suggestion.didYouMean(name, known);
            problems.add(
                    location,
                    subject + ": the source has no table \"" + name + "\" that the login can see",
                    meant == null ? "names are exact, with upper and lower case" : meant);
            return Optional.empty();
        }
        for (Problem obstacle : found.get(0).obstacles()) {
            problems.add(location, subject + ": " + obstacle.message(), obstacle.remedy());
        }
        return found.get(0).obstacles().isEmpty() ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Adds a problem if the table has no such column. */
    static boolean hasColumn(CatalogTable table, String column, String subject, Location location, Problems problems) {
        if (table.types().containsKey(column)) {
            return true;
        }
        problems.add(
                location,
                subject + ": table \"" + table.table().name() + "\" has no column \"" + column + "\"",
                Suggestion.didYouMean(
                        column, table.types().keySet().stream().sorted().toList()));
        return false;
    }

    private static String quoted(TableName name) {
        return "\"" + name + "\"";
    }
}
