package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy;
import io.rowlift.schema.TableName;
import io.rowlift.target.postgres.CheckDesigner.CheckDesign;
import io.rowlift.target.postgres.PartitionDesigner.PartitionDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as PostgreSQL declares it, without its foreign keys.
 *
 * @param copy what it is a copy of
 * @param columns in order
 * @param indexes all, the primary key's first
 * @param checks by name
 * @param others constraints that bring an index of their own kind
 * @param partitions how it is cut, or null
 * @param comment for people, or null
 */
record TableDesign(
        TableCopy copy,
        List<ColumnDesign> columns,
        List<IndexDesign> indexes,
        List<CheckDesign> checks,
        List<OtherConstraints.Constraint> others,
        @Nullable PartitionDesign partitions,
        @Nullable String comment) {

    TableDesign {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
        others = List.copyOf(others);
    }

    TableName name() {
        return copy.target();
    }

    /** Returns CREATE TABLE. Without indexes: rows are loaded faster, and the ledger asks for none. */
    String sql() {
        List<String> lines = new ArrayList<>();
        columns.forEach(c -> lines.add(c.sql()));
        checks.stream().filter(c -> !c.late()).forEach(c -> lines.add(c.sql()));
        return "CREATE TABLE " + PostgresDialect.quoted(name())
                + (lines.isEmpty() ? " ()" : " (\n  " + String.join(",\n  ", lines) + "\n)")
                + (partitions == null ? "" : "\n" + partitions.by());
    }

    /**
     * Returns the columns of the primary key, else of the shortest unique key over columns that are never NULL; a key with a
     * column that the target computes itself is none by which rows are known before they are written.
     */
    List<String> key() {
        List<String> written = columns.stream()
                .filter(c -> c.generated() == null)
                .map(ColumnDesign::name)
                .toList();
        List<String> filled = columns.stream()
                .filter(c -> !c.nullable())
                .map(ColumnDesign::name)
                .toList();
        Optional<IndexDesign> best = indexes.stream()
                .filter(i -> i.unique() && !i.columns().isEmpty() && written.containsAll(i.columns()))
                .filter(i -> i.primary() || filled.containsAll(i.columns()))
                .min((a, b) -> a.primary() == b.primary()
                        ? Integer.compare(a.columns().size(), b.columns().size())
                        : Boolean.compare(b.primary(), a.primary()));
        return best.map(IndexDesign::columns).orElse(List.of());
    }
}
