package io.rowlift.target.jdbc;

import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that refer to rows that are not there.
 *
 * @param table the referring table
 * @param columns its columns
 * @param parent the table referred to
 * @param referenced its columns, in the same order
 */
public record Orphans(TableName table, List<String> columns, TableName parent, List<String> referenced) {

    private static final int SHOWN = 5;

    public Orphans {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    /**
     * Names the first of them.
     *
     * @param key columns by which rows of the referring table are told apart; empty where there are none
     */
    public String describe(Connection connection, Dialect dialect, List<String> key) throws SQLException {
        List<String> shown = key.isEmpty() ? columns : key;
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql(dialect, shown))) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= shown.size(); i++) {
                    values.add(rows.getString(i));
                }
                found.add(values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")");
            }
        }
        boolean more = found.size() > SHOWN;
        return "rows of table \"" + table + "\" refer with (" + String.join(", ", columns) + ") to rows that are not in"
                + " table \"" + parent + "\"; those with (" + String.join(", ", shown) + ") = "
                + String.join(", ", more ? found.subList(0, SHOWN) : found) + (more ? " and more" : "");
    }

    private String sql(Dialect dialect, List<String> shown) {
        String set = columns.stream()
                .map(column -> "c." + dialect.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        List<String> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            same.add("p." + dialect.quote(referenced.get(i)) + " = c." + dialect.quote(columns.get(i)));
        }
        String selected =
                shown.stream().map(column -> "c." + dialect.quote(column)).collect(Collectors.joining(", "));
        return "SELECT " + selected + " FROM " + dialect.name(table) + " c WHERE " + set
                + " AND NOT EXISTS (SELECT 1 FROM " + dialect.name(parent) + " p WHERE " + String.join(" AND ", same)
                + ") ORDER BY " + selected + " LIMIT " + (SHOWN + 1);
    }
}
