package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problem;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.source.Inspected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges whether indexes lead to what is read. Conditions of the mapping are not judged. */
final class ReadIndexes {

    /** PostgreSQL cuts longer names, MySQL refuses them. */
    private static final int LONGEST_NAME = 60;

    private final Statements statements;
    private final Dialect dialect;
    private final List<AccessPath> paths;
    private final Map<TableName, Long> rows;

    ReadIndexes(Dialect dialect, List<AccessPath> paths, Map<TableName, Long> rows) {
        this.statements = new Statements(dialect);
        this.dialect = dialect;
        this.paths = paths;
        this.rows = rows;
    }

    List<Finding> judge(Survey survey) {
        List<Finding> findings = new ArrayList<>();
        survey.roots().forEach((entity, table) -> findings.addAll(root(entity, table)));
        // several entities may look for the same rows in the same way: one index helps all of them
        Map<String, Finding> lookups = new LinkedHashMap<>();
        for (Lookup lookup : survey.lookups()) {
            lookup(lookup).ifPresent(finding -> lookups.putIfAbsent(finding.remedy() + finding.subject(), finding));
        }
        findings.addAll(lookups.values());
        return findings;
    }

    private List<Finding> root(Inspected entity, CatalogTable table) {
        Problems problems = new Problems();
        Key key = KeyChoice.of(table, entity.aggregate(), problems);
        List<Finding> findings = new ArrayList<>();
        for (Problem problem : problems.list()) {
            findings.add(
                    Finding.of(Severity.PROBLEM, "key-missing", subject(table), problem.message(), problem.remedy()));
        }
        if (key != null && !table.index(key).map(CatalogTable.Index::ordered).orElse(false)) {
            findings.add(unordered(entity.aggregate().subject(), table, key));
        }
        return findings;
    }

    private Finding unordered(String reader, CatalogTable table, Key key) {
        boolean view = table.table().kind() == Table.Kind.VIEW;
        String message = "no index returns the rows of " + subject(table) + " in the order of its key ("
                + String.join(", ", key.columns()) + "): " + reader
                + " is read in one range, by one statement that sorts " + amount(table)
                + " and keeps a connection and a transaction until its end, during which the server cannot clean up"
                + (key.name().equals(KeyChoice.DECLARED)
                        ? flaws(table, Set.copyOf(key.columns()))
                        : "; index \"" + key.name() + "\" does not help: it returns rows in another order or in none");
        return Finding.of(
                        view ? Severity.NOTE : Severity.WARNING,
                        "key-unordered",
                        subject(table),
                        message,
                        view ? "read the table behind the view, if there is one" : ordering(table, key))
                .counted(rows(table), List.of());
    }

    /** Of the columns that a mapping declares, some may be nullable, which no unique index forbids. */
    private String ordering(CatalogTable table, Key key) {
        String nullable = table.table().columns().stream()
                .filter(column -> key.columns().contains(column.name()) && column.nullable())
                .map(column -> dialect.quote(column.name()))
                .collect(Collectors.joining(", "));
        return create(table, key.columns(), true)
                + (nullable.isEmpty() ? "" : ", and declare " + nullable + " NOT NULL");
    }

    private Optional<Finding> lookup(Lookup lookup) {
        CatalogTable table = lookup.to();
        Set<String> wanted = new HashSet<>(lookup.wanted());
        boolean unique = table.distinctBy(wanted);
        if (lookup.kind() == Lookup.Kind.JOIN && !unique) {
            return Optional.of(Finding.of(
                    Severity.PROBLEM,
                    "join-not-unique",
                    subject(table),
                    "nothing guarantees that a row of " + subject(table) + " is the only one with its "
                            + String.join(", ", lookup.wanted()) + ", by which entity \"" + lookup.entity()
                            + "\" joins it" + flaws(table, wanted),
                    create(table, lookup.wanted(), true)));
        }
        if (table.table().kind() == Table.Kind.VIEW || paths(table).anyMatch(path -> path.leadsTo(wanted))) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                        Severity.WARNING,
                        "index-missing",
                        subject(table),
                        "no index leads to the rows of " + subject(table) + " with given "
                                + String.join(", ", lookup.wanted()) + ": every chunk of entity \"" + lookup.entity()
                                + "\" reads " + amount(table) + flaws(table, wanted),
                        create(table, lookup.wanted(), unique))
                .counted(rows(table), List.of()));
    }

    private Stream<AccessPath> paths(CatalogTable table) {
        return paths.stream().filter(path -> path.table().equals(table.table().name()));
    }

    private String flaws(CatalogTable table, Set<String> wanted) {
        return paths(table)
                .filter(path -> path.begins(wanted) && path.flaw() != null)
                .map(path -> "; index \"" + path.name() + "\" does not help: " + path.flaw())
                .collect(Collectors.joining());
    }

    private String create(CatalogTable table, List<String> columns, boolean unique) {
        String name = table.table().name().name() + "_" + String.join("_", columns);
        return (unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                + dialect.quote(name.substring(0, Math.min(name.length(), LONGEST_NAME))) + " ON "
                + statements.name(table.table().name()) + " ("
                + columns.stream().map(dialect::quote).collect(Collectors.joining(", ")) + ")";
    }

    private long rows(CatalogTable table) {
        return rows.getOrDefault(table.table().name(), 0L);
    }

    private String amount(CatalogTable table) {
        @Nullable Long estimate = rows.get(table.table().name());
        return estimate == null ? "all of its rows" : "all of its rows (about " + estimate + ")";
    }

    private static String subject(CatalogTable table) {
        return "table \"" + table.table().name() + "\"";
    }
}
