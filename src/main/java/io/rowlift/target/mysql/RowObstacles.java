package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.TargetColumn;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Row;
import io.rowlift.schema.Unreadable;
import io.rowlift.target.RowCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells why a row cannot be held, column by column. */
final class RowObstacles implements RowCheck {

    private final List<Column> columns;

    private record Column(int position, String name, boolean nullable, ValueCheck check) {}

    private RowObstacles(List<Column> columns) {
        this.columns = columns;
    }

    static RowCheck of(TargetTable table) {
        return new RowObstacles(
                table.columns().stream().map(c -> column(table, c)).toList());
    }

    private static Column column(TargetTable table, TargetColumn column) {
        return new Column(
                table.copy().position(column.copy()),
                column.copy().source(),
                column.nullable(),
                MySqlType.parse(column.type()).map(ValueCheck::of).orElse(value -> null));
    }

    @Override
    public @Nullable String obstacle(Row row) {
        for (Column column : columns) {
            String reason = reason(column, row.get(column.position()));
            if (reason != null) {
                return "column \"" + column.name() + "\": " + reason;
            }
        }
        return null;
    }

    private static @Nullable String reason(Column column, @Nullable Object value) {
        if (value == null) {
            return column.nullable() ? null : "it is NULL, and the target's column is NOT NULL";
        }
        if (value instanceof Unreadable unreadable) {
            return unreadable.reason();
        }
        if (value instanceof NotFinite strange) {
            return "MySQL has no \"" + strange + '"';
        }
        return column.check().obstacle(value);
    }
}
