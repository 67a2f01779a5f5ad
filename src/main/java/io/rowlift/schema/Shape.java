package io.rowlift.schema;

import java.util.List;

/**
 * The layout of a {@link Row}: what stands at which position. Positions 0 to {@code columns.size() - 1} hold column
 * values, the following ones hold the children, each a {@code List<Row>}.
 *
 * @param columns own columns by their names, computed columns, joined columns as {@code join.column}, conditions as
 *     {@code when#0}, {@code when#1} ... (a {@link Type.Bool})
 * @param key positions of the columns that identify the row, in key order
 * @param children the embedded relations
 */
public record Shape(List<Column> columns, List<Integer> key, List<Child> children) {

    /** An embedded relation: its name and the layout of its rows. */
    public record Child(String name, Shape shape) {}

    public Shape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        children = List.copyOf(children);
    }

    /** Returns the position of the column of exactly this name, or -1. */
    public int column(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the position in the row of the child of exactly this name, or -1. */
    public int child(String name) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).name().equals(name)) {
                return columns.size() + i;
            }
        }
        return -1;
    }

    /** Returns the key of a row of this layout. */
    public RowKey keyOf(Row row) {
        return new RowKey(
                key.stream().map(i -> columns.get(i).name()).toList(),
                key.stream().map(row::required).toList());
    }
}
