package io.rowlift.source.jdbc;

import io.rowlift.source.jdbc.Dialect.Comparison;
import io.rowlift.source.jdbc.Dialect.KeyColumn;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import io.rowlift.source.jdbc.Relation.Selected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement that finds root rows at the end of a {@link Way}: the tables between, joined by the equalities of
 * the mapping and nothing else. No condition, order or limit of the mapping takes part, because a row that is left out by
 * one of them now may have been in before the change.
 */
final class RootStatement {

    private final Statements statements;
    private final Dialect dialect;
    private final Relation root;
    private final Way way;

    RootStatement(Statements statements, Dialect dialect, Relation root, Way way) {
        this.statements = statements;
        this.dialect = dialect;
        this.root = root;
        this.way = way;
    }

    Query write(List<List<String>> values, @Nullable List<String> after, int limit) {
        List<KeyColumn> key = root.keyColumns().stream()
                .map(column -> new KeyColumn(
                        at(0, statements.outerReference(column)), root.table().type(column)))
                .toList();
        String columns = key.stream().map(KeyColumn::reference).collect(Collectors.joining(", "));
        Query query = new Query().add("SELECT ").add(selection()).add("\nFROM (SELECT DISTINCT " + columns);
        query.add("\nFROM ");
        tables(query);
        Statements.Conditions conditions = new Statements.Conditions(query);
        if (!way.references().isEmpty()) {
            dialect.in(conditions.next(), searched(), values);
        }
        if (after != null) {
            dialect.compare(conditions.next(), key, Comparison.AFTER, after);
        }
        query.add("\nORDER BY " + columns + "\nLIMIT " + limit + "\n) " + Statements.ROOT);
        return query.add("\nORDER BY ")
                .add(root.keyColumns().stream().map(statements::outerReference).collect(Collectors.joining(", ")));
    }

    private String selection() {
        return statements.selection(root.keyColumns().stream()
                .map(column -> new Selected(
                        statements.outerReference(column), root.table().type(column)))
                .toList());
    }

    /** The values have the types of the changed table's columns, so that the source compares as it does when it reads. */
    private List<KeyColumn> searched() {
        List<KeyColumn> searched = new ArrayList<>();
        for (int i = 0; i < way.references().size(); i++) {
            searched.add(new KeyColumn(
                    at(way.levels().size(), way.references().get(i)),
                    way.changed().type(way.columns().get(i))));
        }
        return searched;
    }

    private void tables(Query query) {
        Relation relation = root;
        for (int level = 0; level <= way.levels().size(); level++) {
            boolean last = level == way.levels().size();
            List<String> needed = last
                    ? way.references()
                    : List.copyOf(way.levels().get(level).on().keySet());
            Set<String> all = withJoins(relation, needed);
            if (level > 0) {
                query.add("\nJOIN ");
            }
            table(query, relation, level, all);
            if (level > 0) {
                query.add(" ON ").add(links(way.levels().get(level - 1), level));
            }
            joins(query, relation, level, all);
            relation = last ? relation : way.levels().get(level).relation();
        }
    }

    /** Returns references with those by which the joins are made that they need. */
    private static Set<String> withJoins(Relation relation, List<String> references) {
        Set<String> all = new LinkedHashSet<>(references);
        for (int i = relation.joins().size() - 1; i >= 0; i--) {
            Joined join = relation.joins().get(i);
            if (all.stream().anyMatch(reference -> reference.startsWith(join.alias() + "."))) {
                all.addAll(join.on().keySet());
            }
        }
        return all;
    }

    /** Computed columns are computed where the way leads over one of them only. */
    private void table(Query query, Relation relation, int level, Set<String> references) {
        boolean computed = relation.computed().stream()
                .anyMatch(column -> references.contains(statements.outerReference(column.name())));
        if (computed) {
            Relation unconditional = new Relation(
                    relation.table(),
                    relation.key(),
                    relation.alone(),
                    relation.ordered(),
                    relation.computed(),
                    null,
                    relation.joins(),
                    relation.selected(),
                    relation.shape(),
                    relation.children());
            query.add("(");
            statements.derived(query, unconditional, Statements.Through.ANY, conditions -> {}, true);
            query.add("\n)");
        } else {
            query.add(statements.name(relation.table().table().name()));
        }
        query.add(" " + alias(level, Statements.ROOT));
    }

    private String links(Embedded embedded, int level) {
        List<String> links = new ArrayList<>();
        embedded.on()
                .forEach((parent, child) ->
                        links.add(at(level, statements.outerReference(child)) + " = " + at(level - 1, parent)));
        return String.join(" AND ", links);
    }

    private void joins(Query query, Relation relation, int level, Set<String> references) {
        for (Joined join : relation.joins()) {
            if (references.stream().noneMatch(reference -> reference.startsWith(join.alias() + "."))) {
                continue;
            }
            List<String> on = new ArrayList<>();
            for (Map.Entry<String, String> pair : join.on().entrySet()) {
                on.add(alias(level, join.alias()) + "." + dialect.quote(pair.getValue()) + " = "
                        + at(level, pair.getKey()));
            }
            query.add("\nJOIN " + statements.name(join.table().table().name()) + " ")
                    .add(alias(level, join.alias()) + " ON " + String.join(" AND ", on));
        }
    }

    /** References are {@code alias.column}; each level has aliases of its own. */
    private static String at(int level, String reference) {
        int dot = reference.indexOf('.');
        return alias(level, reference.substring(0, dot)) + reference.substring(dot);
    }

    private static String alias(int level, String alias) {
        return alias + "_" + level;
    }
}
