package io.rowlift.copy;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Key;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Unread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a mapping against the structure of a source. */
public final class CopyPlanning {

    private final CopyMapping mapping;
    private final Structure structure;
    private final Function<Aggregate, Shape> shapes;
    private final Problems problems = new Problems();
    private final List<Finding> findings = new ArrayList<>();

    private CopyPlanning(CopyMapping mapping, Structure structure, Function<Aggregate, Shape> shapes) {
        this.mapping = mapping;
        this.structure = structure;
        this.shapes = shapes;
    }

    /**
     * Makes the plan.
     *
     * @param unread what the login cannot read, none of which is in the structure as a table of its own
     * @param target the job's, of the mapping's family
     * @param database the database that the target's URL names
     * @param shapes says what the rows of an aggregate look like, as the source describes its statement; asked for
     *     tables with computed columns only. Problems that it throws as {@link ConfigurationException} come with the
     *     others
     * @throws ConfigurationException with every problem, at its place in the mapping file
     */
    public static CopyPlan plan(
            CopyMapping mapping,
            Structure structure,
            List<Unread> unread,
            Kind target,
            String database,
            Function<Aggregate, Shape> shapes) {
        CopyPlanning planning = new CopyPlanning(mapping, structure, shapes);
        planning.findings.addAll(TableSelection.missing(mapping, structure, unread));
        return planning.plan(target, database);
    }

    /** Makes the plan for a login that can read everything. */
    public static CopyPlan plan(
            CopyMapping mapping, Structure structure, Kind target, String database, Function<Aggregate, Shape> shapes) {
        return plan(mapping, structure, List.of(), target, database, shapes);
    }

    private CopyPlan plan(Kind target, String database) {
        List<Definition> chosen = new TableSelection(mapping, structure, problems).choose();
        List<Copying> tables = new TableRules(mapping, structure, chosen, problems).apply();
        Map<TableName, TableName> names = new TargetNames(mapping, structure, database, problems).choose(tables);
        ForeignKeys wanted = ForeignKeyChoice.wanted(mapping, target, tables, findings);
        ForeignKeyChoice foreignKeys = new ForeignKeyChoice(wanted, bySource(tables), dropped(tables), findings);
        List<TableCopy> copies = new ArrayList<>();
        for (Copying table : tables) {
            copies.add(copy(table, Objects.requireNonNull(names.get(table.source())), foreignKeys));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.list().stream()
                    .sorted(Comparator.comparingInt(CopyPlanning::line))
                    .toList());
        }
        findings.addAll(LeftOut.of(
                structure, mapping.target().family(), bySource(tables).keySet()));
        copies.sort(Comparator.comparingLong((TableCopy t) -> -t.definition().bytes())
                .thenComparingLong(t -> -t.definition().rows())
                .thenComparing(TableCopy::name));
        return new CopyPlan(structure, copies, wanted, mapping.indexes(), findings);
    }

    private TableCopy copy(Copying table, TableName target, ForeignKeyChoice foreignKeys) {
        ColumnChoice choice =
                new ColumnChoice(table, structure.family(), mapping.target().family(), problems);
        choice.check();
        DroppedColumns dropped = new DroppedColumns(table, choice.dropped(), structure.family(), findings);
        dropped.check(problems);
        TableRule rule = table.rule();
        List<String> key = rule == null ? List.of() : rule.key();
        Definition definition = new DeclaredKey(key).on(table, foreignKeys.of(table, dropped.without()), findings);
        checkKey(table, key, choice.dropped().keySet());
        boolean whole = key.isEmpty() && definition.table().identity().isEmpty();
        if (whole) {
            findings.add(Finding.of(
                    Severity.NOTE,
                    "copied-as-one",
                    table.subject(),
                    "nothing guarantees that its rows differ: it is copied as one unit, and begins again when it is"
                            + " interrupted",
                    "give it a primary key, or name columns that are never NULL and never twice with \"key\""));
        }
        Aggregate aggregate = new Aggregate(
                table.name(),
                table.source().toString(),
                key,
                choice.computed(),
                rule == null ? null : rule.where(),
                List.of(),
                List.of(),
                List.of(),
                whole,
                true,
                table.location());
        return new TableCopy(
                table.name(),
                definition,
                target,
                aggregate,
                choice.columns(definition.columns(), shape(aggregate)),
                whole);
    }

    private @Nullable Shape shape(Aggregate aggregate) {
        List<Computed> computed = aggregate.columns();
        if (computed.isEmpty() || !problems.isEmpty()) {
            return null;
        }
        try {
            return shapes.apply(aggregate);
        } catch (ConfigurationException e) {
            for (Problem problem : e.problems()) {
                problems.add(problem.location(), problem.message(), problem.remedy());
            }
            return null;
        }
    }

    private void checkKey(Copying table, List<String> key, Set<String> dropped) {
        TableRule rule = table.rule();
        if (rule == null || key.isEmpty()) {
            return;
        }
        List<String> columns = table.definition().columns().stream()
                .map(c -> c.column().name())
                .toList();
        for (String column : key) {
            if (!columns.contains(column)) {
                table.report(
                        problems,
                        rule.location(),
                        "\"key\" has column \"" + column + "\", which is not in the source's table",
                        Suggestion.didYouMean(column, columns));
            } else if (dropped.contains(column)) {
                table.report(
                        problems,
                        rule.location(),
                        "\"key\" has column \"" + column + "\", which is dropped",
                        "keep it, or choose another key");
            }
        }
        Key own = table.definition().table().identity().orElse(null);
        if (own != null) {
            table.report(
                    problems,
                    rule.location(),
                    "\"key\" is for tables without one, and this one has \"" + own.name() + "\" ("
                            + String.join(", ", own.columns()) + ")",
                    "leave it out");
        }
    }

    private static Map<TableName, Copying> bySource(List<Copying> tables) {
        Map<TableName, Copying> bySource = new LinkedHashMap<>();
        tables.forEach(t -> bySource.put(t.source(), t));
        return bySource;
    }

    private Map<TableName, Set<String>> dropped(List<Copying> tables) {
        Map<TableName, Set<String>> dropped = new HashMap<>();
        for (Copying table : tables) {
            ColumnChoice choice =
                    new ColumnChoice(table, structure.family(), mapping.target().family(), problems);
            dropped.put(table.source(), choice.dropped().keySet());
        }
        return dropped;
    }

    private static int line(Problem problem) {
        Location location = problem.location();
        return location == null ? 0 : location.line();
    }
}
