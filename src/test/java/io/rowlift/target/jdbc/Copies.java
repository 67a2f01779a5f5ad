package io.rowlift.target.jdbc;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Aggregate;
import io.rowlift.problem.Location;
import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Family;
import io.rowlift.schema.Row;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.target.IndexCheck;
import io.rowlift.target.RowCheck;
import io.rowlift.target.Translation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas of targets, made by hand. */
public final class Copies {

    private Copies() {}

    /** A column of a table. */
    public record Col(String name, Type type, String declared) {}

    public static Col col(String name, Type type, String declared) {
        return new Col(name, type, declared);
    }

    /** A table with a key; without one it is one unit. */
    public static TargetTable table(String schema, String name, List<String> key, Col... columns) {
        List<Column> read = new ArrayList<>();
        List<ColumnCopy> copies = new ArrayList<>();
        List<TargetColumn> targets = new ArrayList<>();
        for (Col each : columns) {
            Column column = new Column(each.name, each.type, !key.contains(each.name), each.declared);
            ColumnCopy copy = new ColumnCopy(each.name, each.name, column, null, null, null);
            read.add(column);
            copies.add(copy);
            targets.add(new TargetColumn(copy, each.declared, !key.contains(each.name)));
        }
        Location location = new Location("job.yaml", 1);
        TableName source = new TableName("src", name);
        Table root = new Table(source, Table.Kind.TABLE, read, List.of(), List.of());
        Definition definition = new Definition(root, List.of(), List.of(), List.of(), List.of(), null, null, -1, -1);
        Aggregate aggregate =
                new Aggregate(name, name, List.of(), List.of(), null, List.of(), List.of(), List.of(), location);
        TableCopy copy = new TableCopy(name, definition, new TableName(schema, name), aggregate, copies, key.isEmpty());
        return new TargetTable(copy, targets, key);
    }

    public static TargetSchema schema(List<TargetTable> tables, Statement... statements) {
        return new TargetSchema(tables, List.of(statements), List.of());
    }

    /** Rows of these values. */
    public static Row row(@Nullable Object... values) {
        return new Row(values);
    }

    /** Checks nothing, but that no text holds a NUL byte. */
    public static final Translation LENIENT = new Translation() {
        @Override
        public TargetSchema translate(CopyPlan plan) {
            throw new UnsupportedOperationException("made by hand");
        }

        @Override
        public List<IndexCheck> indexes(TargetTable table, Family source) {
            return List.of();
        }

        @Override
        public RowCheck check(TargetTable table) {
            return row -> {
                for (int i = 0; i < row.size(); i++) {
                    if (row.get(i) instanceof String text && text.indexOf('\0') >= 0) {
                        return "column \"" + table.columns().get(i).name() + "\" holds a NUL byte";
                    }
                }
                return null;
            };
        }
    };
}
