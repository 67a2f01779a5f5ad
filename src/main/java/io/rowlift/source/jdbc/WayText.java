package io.rowlift.source.jdbc;

import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says a way in words, hop by hop up to the root: {@code lines(order_id) → orders(id)}. */
final class WayText {

    private final Statements statements;
    private final Relation root;
    private final Way way;
    private final List<String> hops = new ArrayList<>();

    WayText(Statements statements, Relation root, Way way) {
        this.statements = statements;
        this.root = root;
        this.way = way;
    }

    String text() {
        if (way.table() == null) {
            return side(root.table(), way.columns());
        }
        hop(way.changed(), way.columns(), way.relation(), way.references());
        for (int level = way.levels().size() - 1; level >= 0; level--) {
            Embedded embedded = way.levels().get(level);
            Relation parent = level == 0 ? root : way.levels().get(level - 1).relation();
            hop(
                    embedded.relation().table(),
                    List.copyOf(embedded.on().values()),
                    parent,
                    List.copyOf(embedded.on().keySet()));
        }
        return String.join(", ", hops);
    }

    private void hop(CatalogTable from, List<String> columns, Relation relation, List<String> references) {
        for (Joined join : relation.joins()) {
            String prefix = join.alias() + ".";
            if (!references.isEmpty() && references.stream().allMatch(r -> r.startsWith(prefix))) {
                hops.add(side(from, columns) + " → " + side(join.table(), names(join, references)));
                Map<String, String> on = join.on();
                hop(join.table(), List.copyOf(on.values()), relation, List.copyOf(on.keySet()));
                return;
            }
        }
        List<String> names = references.stream()
                .map(reference -> relation.shape().columns().stream()
                        .map(column -> column.name())
                        .filter(name -> statements.outerReference(name).equals(reference))
                        .findFirst()
                        .orElse(reference))
                .toList();
        hops.add(side(from, columns) + " → " + side(relation.table(), names));
    }

    private List<String> names(Joined join, List<String> references) {
        return references.stream()
                .map(reference -> join.table().types().keySet().stream()
                        .filter(name -> reference.equals(join.alias() + "." + statements.quote(name)))
                        .findFirst()
                        .orElse(reference))
                .toList();
    }

    private static String side(CatalogTable table, List<String> columns) {
        return table.table().name().name() + "(" + String.join(", ", columns) + ")";
    }
}
