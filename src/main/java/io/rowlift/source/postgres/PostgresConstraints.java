package io.rowlift.source.postgres;

import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's checks and foreign keys. */
final class PostgresConstraints {

    /** A check that was not validated, or that is not enforced (version 18), says nothing about the rows that are there. */
    private static final String CHECKS = """
            SELECT n.nspname, c.relname, k.conname, pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
                   k.convalidated AS enforced
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'c' AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, c.relname, k.conname";

    private static final String REFERENCES =
            """
            SELECT n.nspname, c.relname, k.conname, fn.nspname AS schema, f.relname AS referenced_table,
                   k.confdeltype::text, k.confupdtype::text, k.condeferrable, k.condeferred, k.confmatchtype = 'f' AS full,
                   k.convalidated,
                   (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
                   (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.confkey) WITH ORDINALITY AS u (attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum) AS referenced
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
            JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, c.relname, k.conname";

    private PostgresConstraints() {}

    static Parts<Check> checks(Connection connection) throws SQLException {
        return Parts.read(
                connection,
                CHECKS,
                r -> new Check(r.getString("conname"), r.getString("expression"), r.getBoolean("enforced")));
    }

    static Parts<Reference> references(Connection connection) throws SQLException {
        return Parts.read(connection, REFERENCES, PostgresConstraints::reference);
    }

    private static Reference reference(ResultSet r) throws SQLException {
        return new Reference(
                r.getString("conname"),
                List.of((String[]) r.getArray("columns").getArray()),
                new TableName(r.getString("schema"), r.getString("referenced_table")),
                List.of((String[]) r.getArray("referenced").getArray()),
                action(r.getString("confdeltype")),
                action(r.getString("confupdtype")),
                r.getBoolean("condeferrable"),
                r.getBoolean("condeferred"),
                r.getBoolean("full"),
                r.getBoolean("convalidated"));
    }

    private static Action action(String letter) {
        return switch (letter) {
            case "r" -> Action.RESTRICT;
            case "c" -> Action.CASCADE;
            case "n" -> Action.SET_NULL;
            case "d" -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }
}
