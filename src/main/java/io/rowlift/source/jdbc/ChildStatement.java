package io.rowlift.source.jdbc;

import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.OrderedBy;
import io.rowlift.source.jdbc.Relation.Selected;
import io.rowlift.source.jdbc.Statements.Conditions;
import io.rowlift.source.jdbc.Statements.Through;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the statement that reads the children of some parents. In front of a child's own columns stand the parent's key
 * columns.
 *
 * <p>The children are found by their parents' rows and not by the parents' values, so that the database compares column
 * with column, under the collations that they have.
 */
final class ChildStatement {

    private final Statements statements;
    private final Dialect dialect;
    private final Relation parent;
    private final List<List<String>> keys;
    private final Embedded embedded;

    ChildStatement(
            Statements statements, Dialect dialect, Relation parent, List<List<String>> keys, Embedded embedded) {
        this.statements = statements;
        this.dialect = dialect;
        this.parent = parent;
        this.keys = keys;
        this.embedded = embedded;
    }

    Query write() {
        Relation child = embedded.relation();
        List<Selected> all = parentKey();
        String partition = all.stream().map(Selected::reference).collect(Collectors.joining(", "));
        all.addAll(child.selected());
        String order = order();
        Query query = new Query();
        query.add("SELECT ").add(columns(all.size())).add("\nFROM (SELECT ").add(statements.selection(all));
        query.add(", row_number() OVER (PARTITION BY ").add(partition);
        query.add(order.isEmpty() ? "" : " ORDER BY " + order);
        query.add(") AS ").add(dialect.quote("row#")).add("\nFROM (");
        parents(query, true);
        query.add("\n) p\nJOIN (");
        statements.derived(query, child, Through.ANY, this::linked, true);
        query.add("\n) ").add(Statements.ROOT).add(" ON ");
        List<String> on = new ArrayList<>();
        for (String column : embedded.on().values()) {
            on.add(statements.outerReference(column) + " = p." + dialect.quote("on#" + on.size()));
        }
        query.add(String.join(" AND ", on));
        statements.joins(query, child);
        query.add("\n) q");
        if (embedded.most() > 0) {
            query.add("\nWHERE " + dialect.quote("row#") + " <= " + embedded.most());
        }
        return query.add("\nORDER BY ").add(dialect.quote("row#"));
    }

    private List<Selected> parentKey() {
        List<Selected> selected = new ArrayList<>();
        for (String column : parent.keyColumns()) {
            selected.add(new Selected(
                    "p." + dialect.quote("key#" + selected.size()),
                    parent.table().type(column)));
        }
        return selected;
    }

    private String columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> dialect.quote("c#" + i)).collect(Collectors.joining(", "));
    }

    /** Only children of these parents are read, so that their index is used and their computed columns are few. */
    private void linked(Conditions conditions) {
        List<String> links = embedded.on().values().stream()
                .map(column -> statements.reference(embedded.relation(), column))
                .toList();
        String left = links.size() == 1 ? links.get(0) : "(" + String.join(", ", links) + ")";
        Query query = conditions.next().add(left);
        parents(query.add(" IN ("), false);
        query.add(")");
    }

    /** The keys and the linking columns of given parents; computed columns are evaluated only where one of them links. */
    private void parents(Query query, boolean withKey) {
        query.add("SELECT ");
        List<String> columns = new ArrayList<>();
        for (int i = 0; withKey && i < parent.keyColumns().size(); i++) {
            columns.add(statements.outerReference(parent.keyColumns().get(i)) + " AS " + dialect.quote("key#" + i));
        }
        int link = 0;
        for (String reference : embedded.on().keySet()) {
            columns.add(reference + " AS " + dialect.quote("on#" + link++));
        }
        query.add(String.join(", ", columns)).add("\nFROM (");
        boolean computed = parent.computed().stream()
                .anyMatch(c -> embedded.on().containsKey(statements.outerReference(c.name())));
        statements.derived(
                query,
                bare(computed),
                Through.KEY,
                conditions -> dialect.in(conditions.next(), statements.own(parent), keys),
                computed);
        query.add("\n) ").add(Statements.ROOT);
        if (embedded.on().keySet().stream().anyMatch(reference -> !reference.startsWith(Statements.ROOT + "."))) {
            statements.joins(query, parent);
        }
    }

    /** The rows are known by their keys: whether they satisfy the condition was decided when they were read. */
    private Relation bare(boolean computed) {
        return new Relation(
                parent.table(),
                parent.key(),
                parent.alone(),
                parent.ordered(),
                computed ? parent.computed() : List.of(),
                null,
                parent.joins(),
                parent.selected(),
                parent.shape(),
                parent.children());
    }

    private String order() {
        List<String> order = new ArrayList<>();
        for (OrderedBy criterion : embedded.orderBy()) {
            order.add(statements.outerReference(criterion.column()) + (criterion.descending() ? " DESC" : ""));
        }
        for (String column : embedded.relation().keyColumns()) {
            order.add(statements.outerReference(column));
        }
        return String.join(", ", order);
    }
}
