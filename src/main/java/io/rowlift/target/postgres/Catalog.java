package io.rowlift.target.postgres;

import io.rowlift.schema.TableName;

/** Questions to PostgreSQL's catalog whether an object is there. Their answer is one row with one boolean. */
final class Catalog {

    private Catalog() {}

    static String schema(String name) {
        return "SELECT to_regnamespace(" + PostgresDialect.literal(PostgresDialect.quoted(name)) + ") IS NOT NULL";
    }

    static String extension(String name) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = " + PostgresDialect.literal(name)
                + ")";
    }

    static String type(TableName name) {
        return "SELECT to_regtype(" + reference(name) + ") IS NOT NULL";
    }

    /** A table, an index or a sequence. */
    static String relation(TableName name) {
        return "SELECT to_regclass(" + reference(name) + ") IS NOT NULL";
    }

    /** Whether a sequence goes with a column. */
    static String owned(TableName sequence) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::regclass"
                + " AND objid = to_regclass(" + reference(sequence) + ") AND deptype = 'a')";
    }

    static String constraint(TableName table, String name) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE " + of(table, name) + ")";
    }

    static String validated(TableName table, String name) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE " + of(table, name) + " AND convalidated)";
    }

    static String comment(TableName table, String comment) {
        return "SELECT obj_description(to_regclass(" + reference(table) + "), 'pg_class') IS NOT DISTINCT FROM "
                + PostgresDialect.literal(comment);
    }

    static String comment(TableName table, String column, String comment) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass(" + reference(table)
                + ") AND attname = " + PostgresDialect.literal(column) + " AND col_description(attrelid, attnum) = "
                + PostgresDialect.literal(comment) + ")";
    }

    private static String of(TableName table, String constraint) {
        return "conrelid = to_regclass(" + reference(table) + ") AND conname = " + PostgresDialect.literal(constraint);
    }

    private static String reference(TableName name) {
        return PostgresDialect.literal(PostgresDialect.quoted(name));
    }
}
