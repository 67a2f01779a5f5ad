package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Table;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the ways on which changes reach an entity's root rows, and names in {@code reads} that fit nothing. */
final class Ways {

    private final Statements statements;
    private final TableNames tables;
    private final Problems problems;
    private final List<Way> ways = new ArrayList<>();

    private Ways(Statements statements, List<CatalogTable> tables, Problems problems) {
        this.statements = statements;
        this.tables = new TableNames(tables);
        this.problems = problems;
    }

    /** Returns the ways of an aggregate, the root's own first. */
    static List<Way> of(
            Statements statements, List<CatalogTable> tables, Relation root, Aggregate aggregate, Problems problems) {
        Ways ways = new Ways(statements, tables, problems);
        List<String> own =
                root.keyColumns().stream().map(statements::outerReference).toList();
        ways.ways.add(new Way(List.of(), root, own, null, root.keyColumns()));
        String subject = "entity \"" + aggregate.entity() + "\"";
        for (Way way : ways.collected(root, aggregate, subject)) {
            ways.requireTable(way, subject, aggregate);
        }
        return List.copyOf(ways.ways);
    }

    private List<Way> collected(Relation root, Aggregate aggregate, String subject) {
        collect(List.of(), root, aggregate.columns(), aggregate.embeds(), subject);
        return ways;
    }

    /** Rows of a view change without a trace of their own. */
    private void requireTable(Way way, String subject, Aggregate aggregate) {
        Table table = way.changed().table();
        if (table.kind() == Table.Kind.VIEW) {
            problems.add(
                    aggregate.location(),
                    subject + ": \"" + table.name() + "\" is a view, whose changes no source tells",
                    "read the tables behind it, with a computed column that declares them under \"reads\"");
        }
    }

    /** The relation was compiled from the same part of the mapping: its children stand in the order of the embeds. */
    private void collect(
            List<Embedded> levels, Relation relation, List<Computed> columns, List<Embed> embeds, String subject) {
        for (Joined join : relation.joins()) {
            add(levels, relation, join.on(), join.table());
        }
        for (Computed column : columns) {
            column.reads().forEach((table, on) -> read(levels, relation, column, table, on, subject));
        }
        for (int i = 0; i < embeds.size(); i++) {
            Embed embed = embeds.get(i);
            Embedded embedded = relation.children().get(i);
            add(levels, relation, embedded.on(), embedded.relation().table());
            List<Embedded> deeper = new ArrayList<>(levels);
            deeper.add(embedded);
            String inner = subject + ", embed \"" + embed.name() + "\"";
            collect(deeper, embedded.relation(), embed.columns(), embed.embeds(), inner);
        }
    }

    private void add(List<Embedded> levels, Relation relation, Map<String, String> on, CatalogTable table) {
        ways.add(new Way(levels, relation, new ArrayList<>(on.keySet()), table, new ArrayList<>(on.values())));
    }

    private void read(
            List<Embedded> levels,
            Relation relation,
            Computed column,
            String name,
            Map<String, String> on,
            String subject) {
        String where = subject + ", column \"" + column.name() + "\", reads";
        Optional<CatalogTable> table = tables.find(name, where, column.sql().location(), problems);
        if (table.isEmpty()) {
            return;
        }
        List<String> references = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        on.forEach((their, here) -> {
            boolean known =
                    TableNames.hasColumn(table.get(), their, where, column.sql().location(), problems);
            boolean own = TableNames.hasColumn(
                    relation.table(), here, where, column.sql().location(), problems);
            if (known && own) {
                theirs.add(their);
                references.add(statements.outerReference(here));
            }
        });
        ways.add(new Way(levels, relation, references, table.get(), theirs));
    }
}
