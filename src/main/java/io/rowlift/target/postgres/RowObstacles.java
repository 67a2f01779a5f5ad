package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Row;
import io.rowlift.schema.Unreadable;
import io.rowlift.target.RowCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells why a row cannot be held, column by column. */
final class RowObstacles implements RowCheck {

    private final Column[] columns;

    private record Column(
            int position,
            String name,
            boolean nullable,
            boolean array,
            @Nullable ValueCheck check) {}

    private RowObstacles(List<Column> columns) {
        this.columns = columns.toArray(Column[]::new);
    }

    static RowCheck of(TargetTable table) {
        return new RowObstacles(
                table.columns().stream().map(c -> column(table, c)).toList());
    }

    private static Column column(TargetTable table, TargetColumn column) {
        PostgresType type = PostgresType.of(column.type());
        ColumnDefinition definition = column.copy().definition();
        List<String> labels = definition == null || !type.characters() ? List.of() : definition.labels();
        return new Column(
                table.copy().position(column.copy()),
                column.copy().source(),
                column.nullable(),
                type.array(),
                ValueCheck.of(column.copy().column().type(), type, labels));
    }

    @Override
    public @Nullable String obstacle(Row row) {
        for (Column column : columns) {
            Object value = row.get(column.position());
            String reason = value == null ? missing(column) : reason(column, value);
            if (reason != null) {
                return "column \"" + column.name() + "\": " + reason;
            }
        }
        return null;
    }

    private static @Nullable String missing(Column column) {
        return column.nullable() ? null : "it is NULL, and the target's column is NOT NULL";
    }

    private static @Nullable String reason(Column column, Object value) {
        if (value instanceof Unreadable unreadable) {
            return column.array() && unreadable.text() != null ? null : unreadable.reason();
        }
        ValueCheck check = column.check();
        return check == null ? null : check.obstacle(value);
    }
}
