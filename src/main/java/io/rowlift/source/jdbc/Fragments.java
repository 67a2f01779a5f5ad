package io.rowlift.source.jdbc;

import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Column;
import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.Catalog.Described;
import io.rowlift.source.jdbc.Relation.Computed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the SQL fragments of a mapping, one by one, so that each mistake is reported at its own line. */
final class Fragments {

    private final Connection connection;
    private final Vendor vendor;
    private final Statements statements;
    private final Problems problems;

    Fragments(Connection connection, Vendor vendor, Statements statements, Problems problems) {
        this.connection = connection;
        this.vendor = vendor;
        this.statements = statements;
        this.problems = problems;
    }

    /** The fragments of one table; {@code columns} and {@code conditionColumns} describe what they bring to the shape. */
    record Compiled(
            List<Computed> computed,
            List<Column> columns,
            List<Computed> conditions,
            List<Column> conditionColumns,
            @Nullable String where) {}

    Compiled compile(
            CatalogTable table,
            String subject,
            List<Aggregate.Computed> columns,
            Aggregate.@Nullable Sql where,
            List<Aggregate.Sql> conditions)
            throws SQLException {
        Compiled compiled =
                new Compiled(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null);
        Set<String> names = new HashSet<>(table.types().keySet());
        for (Aggregate.Computed column : columns) {
            String what = subject + ", column \"" + column.name() + "\"";
            if (!names.add(column.name())) {
                problems.add(
                        column.sql().location(),
                        what + ": table \"" + table.table().name() + "\" has a column of this name",
                        "give the computed column a name of its own");
            }
            Optional<String> sql = checked(column.sql(), what);
            if (sql.isPresent()) {
                describe(table, column.sql(), sql.get(), what).ifPresent(described -> {
                    compiled.computed().add(new Computed(column.name(), sql.get(), described.type()));
                    compiled.columns()
                            .add(new Column(column.name(), described.type().type(), true, described.declared()));
                });
            }
        }
        int number = 0;
        for (Aggregate.Sql condition : conditions) {
            String name = "when#" + number++;
            condition(table, condition, subject + ", when").ifPresent(sql -> {
                compiled.conditions().add(new Computed(name, "(\n" + sql + "\n) IS TRUE", TRUTH));
                compiled.conditionColumns().add(new Column(name, new Type.Bool(), false, "boolean"));
            });
        }
        String whereSql = where == null
                ? null
                : condition(table, where, subject + ", where").orElse(null);
        return new Compiled(
                compiled.computed(), compiled.columns(), compiled.conditions(), compiled.conditionColumns(), whereSql);
    }

    /** {@code IS TRUE} is true or false, never NULL; MySQL says 1 and 0. */
    private static final ColumnType TRUTH =
            new ColumnType(new Type.Bool(), "$", (result, position) -> result.getBoolean(position), "?", text -> text);

    private Optional<String> condition(CatalogTable table, Aggregate.Sql sql, String what) throws SQLException {
        Optional<String> checked = checked(sql, what);
        if (checked.isEmpty()
                || describe(table, sql, "(\n" + checked.get() + "\n) IS TRUE", what)
                        .isEmpty()) {
            return Optional.empty();
        }
        return checked;
    }

    private Optional<String> checked(Aggregate.Sql sql, String what) {
        try {
            return Optional.of(vendor.dialect().fragment(sql.text()));
        } catch (FragmentException e) {
            problems.add(sql.location(), what + ": " + e.getMessage(), null);
            return Optional.empty();
        }
    }

    /** The CASE keeps out functions that return several rows for one, which would multiply the entity's rows. */
    private Optional<Described> describe(CatalogTable table, Aggregate.Sql fragment, String sql, String what)
            throws SQLException {
        String from = statements.name(table.table().name());
        try {
            vendor.catalog().describe(connection, "SELECT CASE WHEN 1 = 1 THEN (\n" + sql + "\n) END FROM " + from);
            return Optional.of(vendor.catalog()
                    .describe(connection, "SELECT (\n" + sql + "\n) AS c FROM " + from)
                    .get(0));
        } catch (SQLException e) {
            if (vendor.failures().temporary(e)) {
                throw e;
            }
            connection.rollback();
            problems.add(
                    fragment.location(),
                    what + " does not compile: " + vendor.failures().compiling(e),
                    null);
            return Optional.empty();
        }
    }
}
