package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which columns identify an entity's rows. */
final class KeyChoice {

    /** The name of a key that the mapping declares. */
    static final String DECLARED = "declared by the mapping";

    /** Stands for the key of rows that are read without one. */
    static final Key NONE = new Key("none", List.of(), false, "the rows are read without a key");

    private KeyChoice() {}

    /** Returns the key; null after adding a problem, and for rows that are read without one. */
    static @Nullable Key of(CatalogTable table, Aggregate aggregate, Problems problems) {
        if (aggregate.keyless()) {
            return null;
        }
        String subject = aggregate.subject();
        if (aggregate.key().isEmpty()) {
            Optional<Key> identity = ordered(table).or(() -> table.table().identity());
            if (identity.isEmpty()) {
                problems.add(
                        aggregate.location(),
                        subject + ": nothing identifies a row of \""
                                + table.table().name() + "\"" + weaknesses(table),
                        "name the columns that do with key: [...]");
            }
            return identity.orElse(null);
        }
        boolean all = true;
        for (String column : aggregate.key()) {
            all &= TableNames.hasColumn(table, column, subject + ", key", aggregate.location(), problems);
        }
        if (!all) {
            return null;
        }
        return table.table().keys().stream()
                .filter(key -> key.guaranteed() && Set.copyOf(key.columns()).equals(Set.copyOf(aggregate.key())))
                .findFirst()
                .orElseGet(() -> new Key(DECLARED, aggregate.key(), false, "only the mapping says so"));
    }

    /** The best key among those whose index returns rows in order, because others cost a sort. */
    private static Optional<Key> ordered(CatalogTable table) {
        Set<Key> ordered = table.indexes().stream()
                .filter(CatalogTable.Index::ordered)
                .map(CatalogTable.Index::key)
                .collect(Collectors.toSet());
        return new io.rowlift.schema.Table(
                        table.table().name(),
                        table.table().kind(),
                        table.table().columns(),
                        table.table().keys().stream().filter(ordered::contains).toList(),
                        table.table().foreignKeys())
                .identity();
    }

    private static String weaknesses(CatalogTable table) {
        return table.table().keys().isEmpty()
                ? ""
                : " ("
                        + table.table().keys().stream()
                                .map(key -> "\"" + key.name() + "\": " + key.weakness())
                                .collect(Collectors.joining("; "))
                        + ")";
    }
}
