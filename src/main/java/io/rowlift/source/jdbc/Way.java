package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.source.Tracing.Route;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A route and how its statement climbs: from the table that has the compared columns up to the root.
 *
 * @param route what others know of it
 * @param compared references, in the topmost relation below which the changed table stands, that have the values of the
 *     route's columns
 * @param types of the route's columns, in its order
 * @param climb the embedded relations from the root down to that relation; empty where it is the root's own
 */
record Way(Route route, List<String> compared, List<ColumnType> types, List<Embedded> climb) {

    /** Finds the ways of an aggregate. */
    static List<Way> of(Relation root, Aggregate aggregate, List<CatalogTable> tables, Statements statements) {
        Search search = new Search(root, tables, statements);
        List<String> key = root.keyColumns();
        List<ColumnType> types =
                key.stream().map(column -> root.table().type(column)).toList();
        String name = root.table().table().name().name();
        Route own = new Route(0, root.table().table().name(), key, true, name + "(" + String.join(", ", key) + ")");
        search.ways.add(new Way(own, search.rootKey, types, List.of()));
        search.into(root, aggregate.columns(), aggregate.embeds(), List.of());
        return List.copyOf(search.ways);
    }

    private static final class Search {

        private final Relation root;
        private final List<CatalogTable> tables;
        private final Statements statements;
        private final List<String> rootKey;
        private final List<Way> ways = new ArrayList<>();

        private Search(Relation root, List<CatalogTable> tables, Statements statements) {
            this.root = root;
            this.tables = tables;
            this.statements = statements;
            this.rootKey =
                    root.keyColumns().stream().map(statements::outerReference).toList();
        }

        private void into(Relation relation, List<Computed> computed, List<Embed> embeds, List<Embedded> climb) {
            for (Joined join : relation.joins()) {
                add(join.table(), join.on().values(), join.on().keySet(), climb);
            }
            for (Computed column : computed) {
                column.reads().forEach((table, on) -> reads(table, on, climb));
            }
            for (int i = 0; i < relation.children().size(); i++) {
                Embedded child = relation.children().get(i);
                Embed embed = embeds.get(i);
                add(child.relation().table(), child.on().values(), child.on().keySet(), climb);
                List<Embedded> further = new ArrayList<>(climb);
                further.add(child);
                into(child.relation(), embed.columns(), embed.embeds(), List.copyOf(further));
            }
        }

        private void reads(String table, Map<String, String> on, List<Embedded> climb) {
            tables.stream()
                    .filter(known -> known.table().name().name().equals(table)
                            || known.table().name().toString().equals(table))
                    .findFirst()
                    .ifPresent(known -> add(
                            known,
                            on.keySet(),
                            on.values().stream().map(statements::outerReference).toList(),
                            climb));
        }

        private void add(
                CatalogTable table, Collection<String> columns, Collection<String> references, List<Embedded> climb) {
            List<String> compared = List.copyOf(references);
            boolean direct = climb.isEmpty() && compared.equals(rootKey);
            List<ColumnType> types = columns.stream().map(table::type).toList();
            StringBuilder text =
                    new StringBuilder(table.table().name().name() + "(" + String.join(", ", columns) + ")");
            for (int i = climb.size() - 1; i >= 0; i--) {
                text.append(" → ")
                        .append(climb.get(i).relation().table().table().name().name());
            }
            text.append(" → ").append(root.table().table().name().name());
            Route route = new Route(ways.size(), table.table().name(), List.copyOf(columns), direct, text.toString());
            ways.add(new Way(route, compared, types, climb));
        }
    }
}
