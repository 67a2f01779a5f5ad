package io.rowlift.source.postgres;

import io.rowlift.schema.Column;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Identity;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is declared of PostgreSQL's columns. */
final class PostgresColumns {

    /** A domain over an enum has the enum's labels; a sequence is known by an identity or by the default that asks it. */
    private static final String COLUMNS = """
            WITH RECURSIVE enum (typid, enumid) AS (
                SELECT t.oid, t.oid FROM pg_catalog.pg_type t WHERE t.typtype = 'e'
                UNION ALL
                SELECT t.oid, e.enumid FROM pg_catalog.pg_type t JOIN enum e ON e.typid = t.typbasetype
                WHERE t.typtype = 'd')
            SELECT n.nspname, c.relname, a.attname, a.attgenerated::text, a.attidentity::text,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression,
                   pg_catalog.col_description(a.attrelid, a.attnum) AS comment,
                   CASE WHEN a.attcollation <> t.typcollation
                        THEN concat(CASE WHEN ln.nspname <> 'pg_catalog' THEN format('%I.', ln.nspname) END,
                                    quote_ident(l.collname)) END AS collation,
                   (SELECT array_agg(v.enumlabel::text ORDER BY v.enumsortorder)
                    FROM enum e JOIN pg_catalog.pg_enum v ON v.enumtypid = e.enumid
                    WHERE e.typid = a.atttypid) AS labels,
                   s.nspname AS sequence_schema, s.relname AS sequence
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
            LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
            LEFT JOIN LATERAL (
                SELECT sn.nspname, q.relname
                FROM pg_catalog.pg_depend p
                JOIN pg_catalog.pg_class q
                  ON q.oid = CASE WHEN p.deptype = 'i' THEN p.objid ELSE p.refobjid END AND q.relkind = 'S'
                JOIN pg_catalog.pg_namespace sn ON sn.oid = q.relnamespace
                WHERE (p.deptype = 'i' AND p.classid = 'pg_catalog.pg_class'::regclass
                       AND p.refclassid = 'pg_catalog.pg_class'::regclass
                       AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND a.attidentity <> '')
                   OR (p.deptype = 'n' AND p.classid = 'pg_catalog.pg_attrdef'::regclass AND p.objid = d.oid
                       AND p.refclassid = 'pg_catalog.pg_class'::regclass)
                LIMIT 1) s ON true
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, c.relname, a.attnum";

    private static final Pattern NEXT_VALUE = Pattern.compile("nextval\\('.*'::regclass\\)");

    private PostgresColumns() {}

    static Parts<Declared> read(Connection connection) throws SQLException {
        return Parts.read(connection, COLUMNS, Declared::of);
    }

    /** A column but for what the catalog of tables knows about it. */
    record Declared(
            String name,
            String declared,
            @Nullable String preset,
            @Nullable String generated,
            boolean stored,
            @Nullable Identity identity,
            @Nullable String collation,
            List<String> labels,
            @Nullable String comment) {

        private static Declared of(ResultSet r) throws SQLException {
            String kind = r.getString("attgenerated");
            String expression = r.getString("expression");
            return new Declared(
                    r.getString("attname"),
                    r.getString("declared"),
                    kind.isEmpty() ? expression : null,
                    kind.isEmpty() ? null : expression,
                    kind.equals("s"),
                    identity(r, expression),
                    r.getString("collation"),
                    labels(r.getArray("labels")),
                    r.getString("comment"));
        }

        private static @Nullable Identity identity(ResultSet r, @Nullable String expression) throws SQLException {
            String kind = r.getString("attidentity");
            boolean serial =
                    expression != null && NEXT_VALUE.matcher(expression).matches();
            if (r.getString("sequence") == null || (kind.isEmpty() && !serial)) {
                return null;
            }
            return new Identity(
                    kind.equals("a"), new TableName(r.getString("sequence_schema"), r.getString("sequence")));
        }

        private static List<String> labels(@Nullable Array labels) throws SQLException {
            return labels == null ? List.of() : List.of((String[]) labels.getArray());
        }

        ColumnDefinition with(Column column) {
            return new ColumnDefinition(
                    new Column(column.name(), column.type(), column.nullable(), declared, column.folding()),
                    preset,
                    generated,
                    stored,
                    identity,
                    null,
                    collation,
                    null,
                    labels,
                    false,
                    comment);
        }
    }
}
