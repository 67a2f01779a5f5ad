package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.TableName;
import io.rowlift.source.Inspected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which tables the entities read and how. Names that the source does not know are passed over, tables excepted: the
 * compiler of aggregates reports them at their lines.
 */
final class Survey {

    /** A column of a root or a join that stands in a key. */
    record KeyColumn(Inspected entity, CatalogTable table, String column, boolean folded) {}

    private final List<CatalogTable> known;
    private final Map<TableName, CatalogTable> tables = new TreeMap<>(Comparator.comparing(TableName::toString));
    private final Map<Inspected, CatalogTable> roots = new LinkedHashMap<>();
    private final List<Lookup> lookups = new ArrayList<>();
    private final List<KeyColumn> keyColumns = new ArrayList<>();
    private final Map<String, Finding> unseen = new TreeMap<>();

    Survey(List<CatalogTable> known) {
        this.known = known;
    }

    void add(Inspected entity) {
        Aggregate aggregate = entity.aggregate();
        aggregate.columns().forEach(column -> column.reads().keySet().forEach(this::find));
        Optional<CatalogTable> root = find(aggregate.from());
        if (root.isEmpty()) {
            return;
        }
        roots.put(entity, root.get());
        Map<String, CatalogTable> sides = side(aggregate.entity(), root.get(), aggregate.joins(), aggregate.embeds());
        for (Inspected.KeyPart part : entity.keyParts()) {
            Optional<Column> column = column(sides, part.reference());
            column.ifPresent(c -> keyColumns.add(new KeyColumn(entity, c.table(), c.name(), part.folded())));
        }
    }

    private record Column(CatalogTable table, String name) {}

    /** Returns the tables whose columns can be used on this side, by prefix; that of the table itself is empty. */
    private Map<String, CatalogTable> side(String entity, CatalogTable table, List<Join> joins, List<Embed> embeds) {
        Map<String, CatalogTable> sides = new HashMap<>();
        sides.put("", table);
        for (Join join : joins) {
            find(join.table()).ifPresent(other -> {
                lookup(Lookup.Kind.JOIN, entity, sides, join.on(), other);
                sides.put(join.name(), other);
            });
        }
        for (Embed embed : embeds) {
            embed.columns().forEach(column -> column.reads().keySet().forEach(this::find));
            find(embed.table()).ifPresent(child -> {
                lookup(Lookup.Kind.EMBED, entity, sides, embed.on(), child);
                side(entity, child, embed.joins(), embed.embeds());
            });
        }
        return sides;
    }

    private void lookup(
            Lookup.Kind kind, String entity, Map<String, CatalogTable> sides, Map<String, String> on, CatalogTable to) {
        List<Column> given = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        on.forEach((here, there) -> {
            Optional<Column> column = column(sides, here);
            if (column.isPresent() && to.types().containsKey(there)) {
                given.add(column.get());
                wanted.add(there);
            }
        });
        if (wanted.isEmpty() || wanted.size() < on.size()) {
            return;
        }
        CatalogTable from = given.get(0).table();
        // values of several tables at once are found like others, but no column of one table can be blamed for them
        boolean one = given.stream().allMatch(column -> column.table().equals(from));
        lookups.add(new Lookup(
                kind, entity, from, one ? given.stream().map(Column::name).toList() : List.of(), to, wanted));
    }

    private static Optional<Column> column(Map<String, CatalogTable> sides, String reference) {
        // a table's own column may have a dot in its name
        boolean own = Objects.requireNonNull(sides.get("")).types().containsKey(reference);
        int dot = own ? -1 : reference.indexOf('.');
        CatalogTable table = sides.get(dot < 0 ? "" : reference.substring(0, dot));
        String name = reference.substring(dot + 1);
        return table != null && table.types().containsKey(name)
                ? Optional.of(new Column(table, name))
                : Optional.empty();
    }

    private Optional<CatalogTable> find(String name) {
        List<CatalogTable> found = known.stream()
                .filter(t -> t.table().name().name().equals(name)
                        || t.table().name().toString().equals(name))
                .toList();
        if (found.isEmpty()) {
            unseen.putIfAbsent(
                    name,
                    Finding.of(
                            Severity.PROBLEM,
                            "table-unseen",
                            "table \"" + name + "\"",
                            "the source has no table \"" + name + "\" that the login can see",
                            "correct the mapping, or grant SELECT on the table to the login"));
        }
        if (found.size() != 1) {
            return Optional.empty();
        }
        tables.put(found.get(0).table().name(), found.get(0));
        return Optional.of(found.get(0));
    }

    Optional<CatalogTable> known(TableName name) {
        return known.stream().filter(t -> t.table().name().equals(name)).findFirst();
    }

    List<CatalogTable> tables() {
        return List.copyOf(tables.values());
    }

    Map<Inspected, CatalogTable> roots() {
        return roots;
    }

    List<Lookup> lookups() {
        return lookups;
    }

    List<KeyColumn> keyColumns() {
        return keyColumns;
    }

    List<Finding> unseen() {
        return List.copyOf(unseen.values());
    }
}
