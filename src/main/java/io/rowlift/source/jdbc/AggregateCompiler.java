package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.plan.Range;
import io.rowlift.problem.Location;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Shape;
import io.rowlift.source.jdbc.Relation.Computed;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import io.rowlift.source.jdbc.Relation.OrderedBy;
import io.rowlift.source.jdbc.Relation.Selected;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the names and fragments of an aggregate into a {@link Relation}, collecting all that is wrong on the way. */
final class AggregateCompiler {

    private final Connection connection;
    private final Vendor vendor;
    private final Statements statements;
    private final TableNames tables;
    private final Fragments fragments;
    private final KeyData keyData;
    private final Problems problems;

    AggregateCompiler(
            Connection connection, Vendor vendor, List<CatalogTable> tables, KeyData keyData, Problems problems) {
        this.connection = connection;
        this.vendor = vendor;
        this.statements = new Statements(vendor.dialect());
        this.tables = new TableNames(tables);
        this.fragments = new Fragments(connection, vendor, statements, problems);
        this.keyData = keyData;
        this.problems = problems;
    }

    /** Returns the root's relation, or empty after adding problems. */
    Optional<Relation> compile(Aggregate aggregate) throws SQLException {
        String subject = aggregate.subject();
        Optional<CatalogTable> table = find(aggregate.from(), subject, aggregate.location());
        Part part = new Part(
                subject,
                aggregate.location(),
                aggregate.columns(),
                aggregate.where(),
                aggregate.joins(),
                aggregate.conditions(),
                aggregate.embeds());
        if (table.isEmpty()) {
            namesOnly(part);
            return Optional.empty();
        }
        Key key = KeyChoice.of(table.get(), aggregate, problems);
        Relation read = relation(table.get(), part, key);
        // a whole copy of tables reads those that inherit as tables of their own
        Relation relation = aggregate.keyless() && table.get().parent() ? read.withoutHeirs() : read;
        if (problems.isEmpty()) {
            describeWhole(relation, subject, aggregate.location());
        }
        if (aggregate.where() == null || relation.where() != null) {
            checkKey(relation, aggregate);
        }
        return problems.isEmpty() ? Optional.of(relation) : Optional.empty();
    }

    private void checkKey(Relation relation, Aggregate aggregate) throws SQLException {
        try {
            keyData.check(connection, statements, relation, aggregate, problems);
        } catch (SQLException e) {
            if (!vendor.failures().ofValue(e)) {
                throw e;
            }
            throw new FailingRow(vendor.failures(), statements, new Rows(statements, List.of()), relation)
                    .beyond(Range.ALL, null, e);
        }
    }

    /** What roots and embeds have in common. */
    private record Part(
            String subject,
            Location location,
            List<Aggregate.Computed> columns,
            Aggregate.@Nullable Sql where,
            List<Join> joins,
            List<Aggregate.Sql> conditions,
            List<Embed> embeds) {}

    /** Reports what can be known of the tables that an entity names beside an unknown root. */
    private void namesOnly(Part part) {
        for (Join join : part.joins()) {
            tables.find(join.table(), part.subject() + ", join \"" + join.name() + "\"", join.location(), problems);
        }
        for (Embed embed : part.embeds()) {
            String subject = part.subject() + ", embed \"" + embed.name() + "\"";
            tables.find(embed.table(), subject, embed.location(), problems);
            namesOnly(part(subject, embed));
        }
    }

    private static Part part(String subject, Embed embed) {
        return new Part(
                subject, embed.location(), embed.columns(), embed.where(), embed.joins(), List.of(), embed.embeds());
    }

    private Relation relation(CatalogTable table, Part part, @Nullable Key key) throws SQLException {
        List<Column> columns = new ArrayList<>(table.table().columns());
        List<Selected> selected = new ArrayList<>();
        for (Column column : columns) {
            ColumnType type = table.type(column.name());
            boolean inKey = key != null && key.columns().contains(column.name());
            selected.add(new Selected(statements.outerReference(column.name()), inKey ? type.inKey() : type));
        }
        Fragments.Compiled compiled =
                fragments.compile(table, part.subject(), part.columns(), part.where(), part.conditions());
        for (int i = 0; i < compiled.columns().size(); i++) {
            add(
                    columns,
                    selected,
                    compiled.columns().get(i),
                    compiled.computed().get(i));
        }
        List<Joined> joins = joins(part, columns, selected);
        for (int i = 0; i < compiled.conditionColumns().size(); i++) {
            add(
                    columns,
                    selected,
                    compiled.conditionColumns().get(i),
                    compiled.conditions().get(i));
        }
        List<Computed> computed = new ArrayList<>(compiled.computed());
        computed.addAll(compiled.conditions());
        List<Embedded> children = new ArrayList<>();
        List<Shape.Child> shapes = new ArrayList<>();
        for (Embed embed : part.embeds()) {
            if (key == null) {
                problems.add(
                        embed.location(),
                        part.subject() + ": table \"" + table.table().name() + "\" has no key, so the rows of embed \""
                                + embed.name() + "\" cannot be told apart",
                        "give the table a primary key");
                continue;
            }
            embedded(part, embed, columns, selected).ifPresent(child -> {
                children.add(child);
                shapes.add(new Shape.Child(embed.name(), child.relation().shape()));
            });
        }
        boolean ordered =
                key != null && table.index(key).map(CatalogTable.Index::ordered).orElse(false);
        List<Integer> positions = key == null
                ? List.of()
                : key.columns().stream().map(name -> position(columns, name)).toList();
        return new Relation(
                table,
                key,
                false,
                ordered,
                computed,
                compiled.where(),
                joins,
                List.copyOf(selected),
                new Shape(columns, positions, shapes),
                children);
    }

    private void add(List<Column> columns, List<Selected> selected, Column column, Computed computed) {
        columns.add(column);
        selected.add(new Selected(statements.outerReference(computed.name()), computed.type()));
    }

    private List<Joined> joins(Part part, List<Column> columns, List<Selected> selected) throws SQLException {
        List<Joined> joins = new ArrayList<>();
        for (Join join : part.joins()) {
            String subject = part.subject() + ", join \"" + join.name() + "\"";
            Optional<CatalogTable> found = find(join.table(), subject, join.location());
            if (found.isEmpty()) {
                continue;
            }
            CatalogTable table = found.get();
            Map<String, String> on = links(subject, join.on(), join.location(), columns, selected, table);
            if (on.size() == join.on().size() && !table.distinctBy(java.util.Set.copyOf(on.values()))) {
                problems.add(
                        join.location(),
                        subject + ": nothing guarantees that a row of table \""
                                + table.table().name() + "\" is the only one with its "
                                + String.join(", ", on.values()),
                        "join by its primary key or a unique index, or embed the table instead");
            }
            String alias = "j" + joins.size();
            joins.add(new Joined(alias, table, on));
            for (Column column : table.table().columns()) {
                columns.add(new Column(join.name() + "." + column.name(), column.type(), true, column.declared()));
                selected.add(
                        new Selected(alias + "." + vendor.dialect().quote(column.name()), table.type(column.name())));
            }
        }
        return joins;
    }

    /** Returns references to this side's columns → the other table's columns, without those that do not exist. */
    private Map<String, String> links(
            String subject,
            Map<String, String> on,
            Location location,
            List<Column> columns,
            List<Selected> selected,
            CatalogTable other) {
        Map<String, String> links = new LinkedHashMap<>();
        on.forEach((here, there) -> {
            int position = position(columns, here);
            if (position < 0) {
                problems.add(
                        location,
                        subject + ": there is no column \"" + here + "\" on this side",
                        io.rowlift.problem.Suggestion.didYouMean(
                                here, columns.stream().map(Column::name).toList()));
            }
            boolean exists = TableNames.hasColumn(other, there, subject, location, problems);
            if (position >= 0 && exists) {
                links.put(selected.get(position).reference(), there);
            }
        });
        return links;
    }

    private Optional<Embedded> embedded(Part part, Embed embed, List<Column> columns, List<Selected> selected)
            throws SQLException {
        String subject = part.subject() + ", embed \"" + embed.name() + "\"";
        Optional<CatalogTable> found = find(embed.table(), subject, embed.location());
        if (found.isEmpty()) {
            namesOnly(part(subject, embed));
            return Optional.empty();
        }
        CatalogTable table = found.get();
        Map<String, String> on = links(subject, embed.on(), embed.location(), columns, selected, table);
        List<OrderedBy> order = new ArrayList<>();
        for (Aggregate.Order criterion : embed.orderBy()) {
            if (TableNames.hasColumn(table, criterion.column(), subject, embed.location(), problems)) {
                order.add(new OrderedBy(criterion.column(), criterion.descending()));
            }
        }
        Key key = table.table().identity().orElse(null);
        Relation relation = relation(table, part(subject, embed), key);
        long most = embed.max() == 0 ? embed.limit() : embed.max() + 1L;
        if (embed.limit() > 0) {
            most = Math.min(most, embed.limit());
        }
        return Optional.of(new Embedded(relation, on, order, most));
    }

    /** A login that sees some columns of a table only would otherwise copy a table that never was. */
    private Optional<CatalogTable> find(String name, String subject, Location location) throws SQLException {
        Optional<CatalogTable> found = tables.find(name, subject, location, problems);
        if (found.isPresent()) {
            String table = statements.name(found.get().table().name());
            try {
                vendor.catalog().describe(connection, "SELECT * FROM " + table);
            } catch (SQLException e) {
                if (vendor.failures().temporary(e)) {
                    throw e;
                }
                connection.rollback();
                problems.add(
                        location,
                        subject + ": the login cannot read all of table \""
                                + found.get().table().name() + "\": "
                                + vendor.failures().compiling(e),
                        "use a login that may read every row and column of it");
                return Optional.empty();
            }
        }
        return found;
    }

    private static int position(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Each fragment compiles alone; together they may still not, for example an aggregate function beside columns. */
    private void describeWhole(Relation relation, String subject, Location location) throws SQLException {
        Query page = statements.page(relation, Range.ALL, null, 1);
        try {
            vendor.catalog().describe(connection, page.sql());
        } catch (SQLException e) {
            if (vendor.failures().temporary(e)) {
                throw e;
            }
            connection.rollback();
            problems.add(
                    location,
                    subject + ": the statement that reads it does not compile: "
                            + vendor.failures().compiling(e));
        }
    }
}
