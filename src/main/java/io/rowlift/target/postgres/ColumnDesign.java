package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import org.jspecify.annotations.Nullable;

/**
 * A column as PostgreSQL declares it.
 *
 * @param copy what it is a copy of
 * @param type its type
 * @param collation its collation as it stands in DDL, or null for the type's own
 * @param nullable whether it takes NULL
 * @param preset the default's expression, or null
 * @param generated the expression that it is computed by, or null
 * @param stored whether a computed value is stored
 * @param identity what follows GENERATED, or null
 * @param comment for people, or null
 */
record ColumnDesign(
        ColumnCopy copy,
        PostgresType type,
        @Nullable String collation,
        boolean nullable,
        @Nullable String preset,
        @Nullable String generated,
        boolean stored,
        @Nullable String identity,
        @Nullable String comment) {

    String name() {
        return copy.target();
    }

    /** Returns the column's line in CREATE TABLE. */
    String sql() {
        return PostgresDialect.quoted(name()) + " " + type
                + (collation == null ? "" : " COLLATE " + collation)
                + (identity == null ? "" : " GENERATED " + identity)
                + (generated == null
                        ? ""
                        : " GENERATED ALWAYS AS (" + generated + ") " + (stored ? "STORED" : "VIRTUAL"))
                + (preset == null ? "" : " DEFAULT " + preset)
                + (nullable ? "" : " NOT NULL");
    }
}
