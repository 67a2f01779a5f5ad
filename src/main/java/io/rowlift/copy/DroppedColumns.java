package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ColumnRule.Dropped;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes with the columns of one table that the mapping drops. */
final class DroppedColumns {

    private final Copying table;
    private final Map<String, Dropped> dropped;
    private final Family family;
    private final List<Finding> findings;

    DroppedColumns(Copying table, Map<String, Dropped> dropped, Family family, List<Finding> findings) {
        this.table = table;
        this.dropped = dropped;
        this.family = family;
        this.findings = findings;
    }

    /** Reports columns without which there is no copy. */
    void check(Problems problems) {
        Definition definition = table.definition();
        for (Index index : definition.indexes()) {
            if (index.primary()) {
                column(index)
                        .ifPresent(c -> table.report(
                                problems,
                                dropped(c).location(),
                                "column \"" + c + "\" is dropped, and it is in the primary key",
                                "keep it: without it rows cannot be told apart"));
            }
        }
        Partitioning partitioning = definition.partitioning();
        if (partitioning != null) {
            first(partitioning.columns())
                    .or(() -> in(partitioning.expression()))
                    .ifPresent(c -> table.report(
                            problems,
                            dropped(c).location(),
                            "column \"" + c + "\" is dropped, and the table is partitioned by it",
                            "keep it"));
        }
    }

    /** Returns the table without what goes with them; each of it is a finding. */
    Definition without() {
        Definition definition = table.definition();
        if (dropped.isEmpty()) {
            return definition;
        }
        List<Index> indexes = new ArrayList<>();
        for (Index index : definition.indexes()) {
            String lost = column(index).orElse(null);
            if (lost == null) {
                indexes.add(index);
            } else if (!index.primary()) {
                String effect = index.unique() ? "; the target does not keep its values unique" : "";
                say("dropped-index", "index \"" + index.name() + '"', lost, effect);
            }
        }
        List<Check> checks = new ArrayList<>();
        for (Check check : definition.checks()) {
            in(check.expression())
                    .ifPresentOrElse(
                            lost -> say("dropped-check", "check \"" + check.name() + '"', lost, ""),
                            () -> checks.add(check));
        }
        List<Reference> references = new ArrayList<>();
        for (Reference reference : definition.references()) {
            first(reference.columns())
                    .ifPresentOrElse(
                            lost -> say("dropped-foreign-key", "foreign key \"" + reference.name() + '"', lost, ""),
                            () -> references.add(reference));
        }
        return new Definition(
                definition.table(),
                definition.columns().stream().map(this::plain).toList(),
                indexes,
                checks,
                references,
                definition.partitioning(),
                definition.comment(),
                definition.rows(),
                definition.bytes());
    }

    private void say(String code, String part, String lost, String effect) {
        findings.add(table.finding(
                Severity.WARNING,
                code,
                part,
                "it goes with column \"" + lost + "\", which the mapping drops" + effect,
                "keep the column where that matters",
                dropped(lost).location()));
    }

    /** A column that was computed from one of them holds the values that the source has computed. */
    private ColumnDefinition plain(ColumnDefinition column) {
        String generated = column.generated();
        String preset = column.preset();
        String lost = generated == null || dropped.containsKey(column.column().name())
                ? null
                : in(generated).orElse(null);
        String needed = preset == null || dropped.containsKey(column.column().name())
                ? null
                : in(preset).orElse(null);
        if (lost == null && needed == null) {
            return column;
        }
        findings.add(table.finding(
                Severity.WARNING,
                lost == null ? "dropped-default" : "dropped-generation",
                "column \"" + column.column().name() + '"',
                lost == null
                        ? "its default needs column \"" + needed
                                + "\", which the mapping drops: it has none in the target"
                        : "it is computed from column \"" + lost
                                + "\", which the mapping drops: the target gets its values, and computes no new ones",
                "keep the column where that matters",
                dropped(Objects.requireNonNull(lost == null ? needed : lost)).location()));
        return new ColumnDefinition(
                column.column(),
                needed == null ? preset : null,
                lost == null ? generated : null,
                column.stored() && lost == null,
                column.identity(),
                column.onUpdate(),
                column.collation(),
                column.charset(),
                column.labels(),
                column.invisible(),
                column.comment());
    }

    /** Returns the first of the dropped columns that an index needs. */
    private Optional<String> column(Index index) {
        List<String> expressions = new ArrayList<>();
        List<String> columns = new ArrayList<>(index.include());
        for (Index.Part part : index.parts()) {
            add(part.column(), columns);
            add(part.expression(), expressions);
        }
        add(index.where(), expressions);
        return first(columns)
                .or(() -> expressions.stream().flatMap(e -> in(e).stream()).findFirst());
    }

    private static void add(@Nullable String text, List<String> texts) {
        if (text != null) {
            texts.add(text);
        }
    }

    private Optional<String> first(List<String> columns) {
        return columns.stream().filter(dropped::containsKey).findFirst();
    }

    private Optional<String> in(String expression) {
        return SqlWords.firstOf(dropped.keySet(), expression, family);
    }

    private Dropped dropped(String column) {
        return Objects.requireNonNull(dropped.get(column), column);
    }
}
