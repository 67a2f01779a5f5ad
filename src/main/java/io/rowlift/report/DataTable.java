package io.rowlift.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table; its first column names what a row is about.
 *
 * @param caption what it shows
 * @param columns its columns, at least one
 * @param rows its rows, each with a cell for every column
 * @param note what the reader has to know about it, such as that it was cut and where the rest is; or null
 */
public record DataTable(
        String caption,
        List<Column> columns,
        List<List<Cell>> rows,
        @Nullable String note) implements Block {

    public DataTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of \"" + caption + "\" has " + row.size() + " cells, not " + columns.size());
            }
        }
    }

    /**
     * A column.
     *
     * @param header what it holds
     * @param numeric whether its values are compared digit by digit, one below the other
     */
    public record Column(String header, boolean numeric) {

        /** Returns a column of words, names, keys or badges. */
        public static Column text(String header) {
            return new Column(header, false);
        }

        /** Returns a column of counts, sizes, shares, times or amounts. */
        public static Column number(String header) {
            return new Column(header, true);
        }
    }
}
