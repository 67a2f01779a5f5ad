package io.rowlift.target.mysql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index as MySQL declares it.
 *
 * @param name its name, {@code PRIMARY} for the primary key
 * @param kind what it is for
 * @param parts in order
 * @param visible whether the optimizer may use it
 */
record IndexDesign(String name, Kind kind, List<Part> parts, boolean visible) {
    /** What an index is for. */
    enum Kind {
        PRIMARY("PRIMARY KEY"),
        UNIQUE("UNIQUE KEY"),
        PLAIN("KEY"),
        FULLTEXT("FULLTEXT KEY"),
        SPATIAL("SPATIAL KEY");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        boolean unique() {
            return this == PRIMARY || this == UNIQUE;
        }
    }

    IndexDesign {
        parts = List.copyOf(parts);
    }

    /**
     * What is indexed.
     *
     * @param column the target's column, or null for an expression
     * @param expression an expression, or null for a column
     * @param length so many characters or bytes at the beginning, 0 for all
     * @param descending whether the order is reversed
     */
    record Part(@Nullable String column, @Nullable String expression, int length, boolean descending) {
        String sql() {
            String what = column == null ? "(" + expression + ")" : Quoted.name(column);
            return what + (length == 0 ? "" : "(" + length + ")") + (descending ? " DESC" : "");
        }
    }

    /** Returns the columns when the index holds them whole and nothing else; otherwise nothing. */
    List<String> wholeColumns() {
        if (parts.stream().anyMatch(p -> p.column() == null || p.length() > 0)) {
            return List.of();
        }
        return parts.stream().map(Part::column).map(String::valueOf).toList();
    }

    /** Returns the index's line in CREATE TABLE, and after ADD in ALTER TABLE. */
    String sql() {
        String named = kind == Kind.PRIMARY ? kind.sql : kind.sql + " " + Quoted.name(name);
        String list = parts.stream().map(Part::sql).collect(Collectors.joining(", "));
        return named + " (" + list + ")" + (visible ? "" : " INVISIBLE");
    }
}
