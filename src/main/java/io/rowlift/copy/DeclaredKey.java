package io.rowlift.copy;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key that the mapping declares for a table without one. Rows are read and compared by it, so it is the primary key of
 * the target, which keeps guarding what was checked once.
 *
 * @param columns the source's columns, in order
 */
record DeclaredKey(List<String> columns) {

    /** Returns the table with the key as its primary key; as it is where a partitioned table cannot have it. */
    Definition on(Copying table, Definition definition, List<Finding> findings) {
        if (columns.isEmpty()) {
            return definition;
        }
        Partitioning partitioning = definition.partitioning();
        boolean cut = partitioning != null
                && (partitioning.columns().isEmpty() || !columns.containsAll(partitioning.columns()));
        if (cut) {
            findings.add(table.finding(
                    Severity.NOTE,
                    "declared-key-left-out",
                    "key (" + String.join(", ", columns) + ")",
                    "rows are read by it, but it is no key of the target: the table is partitioned by other columns",
                    null,
                    table.location()));
            return definition;
        }
        List<Index> indexes = new ArrayList<>(List.of(index(definition.table().name())));
        indexes.addAll(definition.indexes());
        return new Definition(
                definition.table(),
                definition.columns().stream().map(this::filled).toList(),
                indexes,
                definition.checks(),
                definition.references(),
                partitioning,
                definition.comment(),
                definition.rows(),
                definition.bytes());
    }

    private Index index(TableName table) {
        String list = columns.stream().map(DeclaredKey::quoted).collect(Collectors.joining(", "));
        return new Index(
                table.name() + "_pkey",
                true,
                true,
                true,
                "btree",
                columns.stream()
                        .map(column -> new Index.Part(column, null, false, false, 0, null, null))
                        .toList(),
                List.of(),
                null,
                true,
                true,
                // as PostgreSQL prints one; in MySQL's language nobody reads it
                "CREATE UNIQUE INDEX " + quoted(table.name() + "_pkey") + " ON " + quoted(table.schema()) + "."
                        + quoted(table.name()) + " USING btree (" + list + ")");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private ColumnDefinition filled(ColumnDefinition column) {
        Column own = column.column();
        if (!new HashSet<>(columns).contains(own.name())) {
            return column;
        }
        return new ColumnDefinition(
                new Column(own.name(), own.type(), false, own.declared(), own.folding()),
                column.preset(),
                column.generated(),
                column.stored(),
                column.identity(),
                column.onUpdate(),
                column.collation(),
                column.charset(),
                column.labels(),
                column.invisible(),
                column.comment());
    }
}
