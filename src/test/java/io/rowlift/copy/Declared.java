package io.rowlift.copy;

import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table, declared by hand. */
final class Declared {

    private final TableName name;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private Table.Kind kind = Table.Kind.TABLE;
    private Partitioning partitioning;
    private long rows = -1;
    private long bytes = -1;

    private Declared(TableName name) {
        this.name = name;
    }

    static Declared table(String schema, String name, String... columns) {
        Declared table = new Declared(new TableName(schema, name));
        for (String column : columns) {
            table.columns.add(column(column, null, null));
        }
        return table;
    }

    private static ColumnDefinition column(String name, String generated, String preset) {
        Column column = new Column(name, new Type.Text(0), true, "text");
        return new ColumnDefinition(
                column, preset, generated, generated != null, null, null, null, null, List.of(), false, null);
    }

    Declared generated(String column, String expression) {
        columns.add(column(column, expression, null));
        return this;
    }

    Declared preset(String column, String expression) {
        columns.add(column(column, null, expression));
        return this;
    }

    Declared primary(String... of) {
        keys.add(new Key(name.name() + "_pkey", List.of(of), true, null));
        return index(name.name() + "_pkey", true, true, null, of);
    }

    Declared unique(String index, String... of) {
        return index(index, true, false, null, of);
    }

    Declared index(String index, String where, String... of) {
        return index(index, false, false, where, of);
    }

    private Declared index(String index, boolean unique, boolean primary, String where, String... of) {
        List<Index.Part> parts = new ArrayList<>();
        for (String part : of) {
            boolean expression = part.contains("(");
            parts.add(new Index.Part(expression ? null : part, expression ? part : null, false, false, 0, null, null));
        }
        indexes.add(new Index(index, unique, primary, primary, "btree", parts, List.of(), where, true, true, ""));
        return this;
    }

    Declared check(String check, String expression) {
        checks.add(new Check(check, expression, true));
        return this;
    }

    Declared refers(String constraint, String column, TableName to, String referenced) {
        references.add(new Reference(
                constraint,
                List.of(column),
                to,
                List.of(referenced),
                Action.NO_ACTION,
                Action.NO_ACTION,
                false,
                false,
                false,
                true));
        return this;
    }

    Declared partitioned(String by, String... partitions) {
        kind = Table.Kind.PARTITIONED_TABLE;
        partitioning = new Partitioning(
                "range",
                by,
                List.of(by),
                List.of(partitions).stream()
                        .map(p -> new Partitioning.Partition(p, "DEFAULT"))
                        .toList());
        return this;
    }

    Declared view() {
        kind = Table.Kind.VIEW;
        return this;
    }

    Declared size(long rowCount, long byteCount) {
        rows = rowCount;
        bytes = byteCount;
        return this;
    }

    Definition done() {
        List<Column> read = columns.stream().map(ColumnDefinition::column).toList();
        return new Definition(
                new Table(name, kind, read, keys, List.of()),
                columns,
                indexes,
                checks,
                references,
                partitioning,
                null,
                rows,
                bytes);
    }

    /** The columns' names and the names that the target gets. */
    static Map<String, String> names(TableCopy copy) {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        copy.columns().forEach(c -> names.put(c.source(), c.target()));
        return names;
    }
}
