package io.rowlift.target.mysql;

import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Findings;
import io.rowlift.target.jdbc.Findings.Remark;
import io.rowlift.target.mysql.IndexDesign.Kind;
import io.rowlift.target.mysql.TableDesign.ReferenceDesign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What PlanetScale's schema lint says about tables, with the statement that mends it. The codes are those of its
 * documentation ("Schema lint errors"). Some never come up: FOREIGN_KEYS_NONEXISTENT_TABLE, FOREIGN_KEYS_REFERENCED_VIEW
 * and FOREIGN_KEYS_UNRESOLVED, because a foreign key to what is not copied is left out before; those about views, VSchema
 * and routing rules, because none are made.
 */
final class PlanetScaleLint {

    private static final Set<String> CHARSETS = Set.of("utf8mb4", "utf8mb3", "utf8", "latin1", "ascii");

    /** InnoDB's own. */
    private static final int MOST_COLUMNS = 1017;

    private final Findings findings;
    private final PlanetScale.Settings settings;

    PlanetScaleLint(Findings findings, PlanetScale.Settings settings) {
        this.findings = findings;
        this.settings = settings;
    }

    void check(List<TableDesign> tables) {
        for (TableDesign table : tables) {
            keys(table);
            columns(table);
            if (!table.references().isEmpty() && !settings.foreignKeys()) {
                foreignKeys(table);
            }
        }
        cycles(tables);
        keyspaces(tables);
    }

    private void keys(TableDesign table) {
        if (table.surrogate() == null
                && TableDesigner.identity(table.columns(), table.indexes().toList())
                        .isEmpty()
                && table.indexes().noneMatch(i -> i.kind() == Kind.PRIMARY)) {
            problem(
                    table,
                    "NO_UNIQUE_KEY",
                    "it has no unique key over columns that are never NULL",
                    "make the columns of a unique key NOT NULL in the source, or give it a primary key there");
        }
        table.indexes()
                .filter(i -> i.kind() == Kind.PRIMARY)
                .flatMap(i -> i.parts().stream())
                .filter(p -> p.length() > 0)
                .forEach(p -> partial(table, String.valueOf(p.column()), p.length()));
    }

    private void partial(TableDesign table, String column, int length) {
        boolean apart = table.columns().stream()
                .anyMatch(c -> c.copy().target().equals(column) && c.type().apart());
        String name = Quoted.name(table.name().name());
        problem(
                table,
                apart ? "BLOB_IN_UNIQUE_KEY" : "PARTIAL_KEY_IN_UNIQUE_KEY",
                "its primary key holds the first " + length + " characters or bytes of column \"" + column + "\" only",
                apart
                        ? "give the column a length with \"type: varchar(n)\" or \"type: varbinary(n)\" and change the key in"
                                + " the source: ALTER TABLE " + name + " MODIFY " + Quoted.name(column)
                                + " varchar(255) NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (" + Quoted.name(column)
                                + ")"
                        : "let the key hold the whole column in the source: ALTER TABLE " + name
                                + " DROP PRIMARY KEY, ADD PRIMARY KEY (" + Quoted.name(column) + ")");
    }

    private void columns(TableDesign table) {
        if (table.columns().size() > MOST_COLUMNS) {
            problem(
                    table,
                    "UNSUPPORTED_FEATURE",
                    "it has " + table.columns().size() + " columns, 1,017 are allowed",
                    "leave columns out with \"drop\": ALTER TABLE "
                            + Quoted.name(table.name().name()) + " DROP COLUMN …");
        }
        for (ColumnDesign column : table.columns()) {
            charset(table, column);
            labels(table, column);
            if (column.automatic() && settings.sharded()) {
                sequence(table, column);
            }
        }
    }

    private void charset(TableDesign table, ColumnDesign column) {
        String charset = column.type().charset();
        if (charset == null || !column.type().text() || CHARSETS.contains(charset)) {
            return;
        }
        MySqlType usual = column.type().in("utf8mb4", null);
        problem(
                table,
                column,
                "INVALID_CHARSET",
                "its character set is " + charset,
                "say \"type: " + usual + "\": ALTER TABLE "
                        + Quoted.name(table.name().name()) + " MODIFY "
                        + Quoted.name(column.copy().target()) + " " + usual);
    }

    private void labels(TableDesign table, ColumnDesign column) {
        if (!column.type().labelled()) {
            return;
        }
        String collation = column.type().collation() == null
                ? table.collation()
                : column.type().collation();
        boolean folds = String.valueOf(collation).endsWith("_ci");
        Set<String> seen = new HashSet<>();
        for (String label : column.type().arguments()) {
            if (!seen.add(folds ? label.toLowerCase(Locale.ROOT) : label)) {
                problem(
                        table,
                        column,
                        "DUPLICATE_ENUM_VALUE",
                        "label '" + label + "' occurs twice under " + collation,
                        "say \"type: " + column.type().in("utf8mb4", "utf8mb4_0900_bin") + "\": ALTER TABLE "
                                + Quoted.name(table.name().name()) + " MODIFY "
                                + Quoted.name(column.copy().target()) + " "
                                + column.type().in("utf8mb4", "utf8mb4_0900_bin"));
            }
        }
    }

    private void sequence(TableDesign table, ColumnDesign column) {
        String name = table.name().name();
        problem(
                table,
                column,
                "UNSUPPORTED_SHARDED_FEATURE",
                "AUTO_INCREMENT does not count across shards",
                "copy into an unsharded keyspace; or make a sequence: CREATE TABLE " + Quoted.name(name + "_seq")
                        + " (id bigint, next_id bigint, cache bigint, PRIMARY KEY (id)) COMMENT 'vitess_sequence'");
    }

    private void foreignKeys(TableDesign table) {
        String names =
                table.references().stream().map(r -> '"' + r.name() + '"').collect(Collectors.joining(", "));
        String drops = table.references().stream()
                .map(r -> " DROP FOREIGN KEY " + Quoted.name(r.name()))
                .collect(Collectors.joining(","));
        problem(
                table,
                "FOREIGN_KEYS_DISALLOWED",
                "the database has foreign keys disabled, and it gets " + names,
                "enable foreign key constraints in the database's settings, or say \"foreignKeys: drop\": ALTER TABLE "
                        + Quoted.name(table.name().name()) + drops);
    }

    /** A cycle in which every step passes changes on has no end that Vitess could plan. */
    private void cycles(List<TableDesign> tables) {
        Map<TableName, TableDesign> byName = new HashMap<>();
        tables.forEach(t -> byName.put(t.name(), t));
        Set<TableName> told = new HashSet<>();
        for (TableDesign table : tables) {
            List<TableDesign> cycle = cycle(table, table.name(), byName, new LinkedHashSet<>());
            if (cycle != null && cycle.stream().noneMatch(t -> told.contains(t.name()))) {
                cycle.forEach(t -> told.add(t.name()));
                String names =
                        cycle.stream().map(t -> '"' + t.name().name() + '"').collect(Collectors.joining(", "));
                ReferenceDesign first = table.references().get(0);
                problem(
                        table,
                        "FOREIGN_KEYS_CIRCULAR_DEPENDENCY",
                        "foreign keys that pass changes on refer in a circle: " + names,
                        "break the circle in the source, or say \"foreignKeys: drop\": ALTER TABLE "
                                + Quoted.name(table.name().name()) + " DROP FOREIGN KEY " + Quoted.name(first.name()));
            }
        }
    }

    private static @Nullable List<TableDesign> cycle(
            TableDesign from, TableName end, Map<TableName, TableDesign> tables, Set<TableDesign> path) {
        if (!path.add(from)) {
            return null;
        }
        for (ReferenceDesign reference : from.references()) {
            TableDesign parent = tables.get(reference.table());
            if (!passes(reference) || parent == null) {
                continue;
            }
            if (reference.table().equals(end)) {
                return new ArrayList<>(path);
            }
            List<TableDesign> found = cycle(parent, end, tables, path);
            if (found != null) {
                return found;
            }
        }
        path.remove(from);
        return null;
    }

    private static boolean passes(ReferenceDesign reference) {
        return passes(reference.onDelete()) || passes(reference.onUpdate());
    }

    private static boolean passes(Action action) {
        return action == Action.CASCADE || action == Action.SET_NULL;
    }

    private void keyspaces(List<TableDesign> tables) {
        List<String> databases =
                tables.stream().map(t -> t.name().schema()).distinct().sorted().toList();
        if (databases.size() > 1) {
            findings.add(
                    tables.get(0).copy(),
                    Remark.problem(
                            "several-keyspaces",
                            "the tables go to the databases " + databases + "; a PlanetScale database is one",
                            "map all schemas to one database under \"schemas:\""));
        }
    }

    private void problem(TableDesign table, String code, String message, String remedy) {
        findings.add(table.copy(), remark(code, message, remedy));
    }

    private void problem(TableDesign table, ColumnDesign column, String code, String message, String remedy) {
        findings.add(table.copy(), column.copy(), remark(code, message, remedy));
    }

    private static Remark remark(String code, String message, String remedy) {
        String kind = "lint-" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        return Remark.problem(kind, message + ", which PlanetScale refuses (" + code + ")", remedy);
    }
}
