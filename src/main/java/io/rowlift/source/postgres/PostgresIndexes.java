package io.rowlift.source.postgres;

import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Index.Part;
import io.rowlift.source.jdbc.Parts;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's indexes, but for those of exclusion constraints. */
final class PostgresIndexes {

    /**
     * Of arrays, because each part of an index is described by several. What came with version 15 is asked for by name,
     * so that older servers answer too. An index that is not valid is not used.
     */
    private static final String INDEXES =
            """
            SELECT n.nspname, c.relname, x.relname AS index, i.indisunique, i.indisprimary, m.amname,
                   i.indisvalid AS visible, k.oid IS NOT NULL AS constrained,
                   coalesce((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_equal,
                   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
                   pg_catalog.pg_get_indexdef(i.indexrelid) AS sql,
                   p.columns, p.expressions, p.options, p.operators, p.collations, p.key_part
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_am m ON m.oid = x.relam
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
            CROSS JOIN LATERAL (
                SELECT array_agg(a.attname::text ORDER BY u.n) AS columns,
                       array_agg(CASE WHEN u.attnum = 0
                                      THEN pg_catalog.pg_get_indexdef(i.indexrelid, u.n::int, false) END
                                 ORDER BY u.n) AS expressions,
                       array_agg(coalesce(u.option, 0)::int ORDER BY u.n) AS options,
                       array_agg(CASE WHEN NOT o.opcdefault
                                      THEN concat(CASE WHEN obn.nspname <> 'pg_catalog' THEN format('%I.', obn.nspname) END,
                                                  quote_ident(o.opcname)) END ORDER BY u.n) AS operators,
                       array_agg(CASE WHEN l.collname IS NOT NULL AND u.coll <> coalesce(a.attcollation, 100)
                                      THEN concat(CASE WHEN ln.nspname <> 'pg_catalog' THEN format('%I.', ln.nspname) END,
                                                  quote_ident(l.collname)) END ORDER BY u.n) AS collations,
                       array_agg((u.n <= i.indnkeyatts) ORDER BY u.n) AS key_part
                FROM unnest(i.indkey::int2[], i.indoption::int2[], i.indclass::oid[], i.indcollation::oid[])
                     WITH ORDINALITY AS u (attnum, option, class, coll, n)
                LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum AND u.attnum <> 0
                LEFT JOIN pg_catalog.pg_opclass o ON o.oid = u.class
                LEFT JOIN pg_catalog.pg_namespace obn ON obn.oid = o.opcnamespace
                LEFT JOIN pg_catalog.pg_collation l ON l.oid = u.coll
                LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace) p
            WHERE NOT i.indisexclusion AND i.indislive AND\s""" + PostgresStructure.USERS + "\nORDER BY n.nspname, c.relname, i.indisprimary DESC, x.relname";

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    private PostgresIndexes() {}

    static Parts<Index> read(Connection connection) throws SQLException {
        return Parts.read(connection, INDEXES, PostgresIndexes::index);
    }

    private static Index index(ResultSet r) throws SQLException {
        @Nullable String[] columns = array(r.getArray("columns"), String[].class);
        @Nullable String[] expressions = array(r.getArray("expressions"), String[].class);
        @Nullable String[] operators = array(r.getArray("operators"), String[].class);
        @Nullable String[] collations = array(r.getArray("collations"), String[].class);
        Integer[] options = array(r.getArray("options"), Integer[].class);
        Boolean[] keyPart = array(r.getArray("key_part"), Boolean[].class);
        List<Part> parts = new ArrayList<>();
        List<String> include = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            String column = columns[i];
            if (keyPart[i]) {
                parts.add(new Part(
                        column,
                        expressions[i],
                        (options[i] & DESCENDING) != 0,
                        (options[i] & NULLS_FIRST) != 0,
                        0,
                        operators[i],
                        collations[i]));
            } else if (column != null) {
                include.add(column);
            }
        }
        return new Index(
                r.getString("index"),
                r.getBoolean("indisunique"),
                r.getBoolean("indisprimary"),
                r.getBoolean("constrained"),
                r.getString("amname"),
                parts,
                include,
                r.getString("predicate"),
                !r.getBoolean("nulls_equal"),
                r.getBoolean("visible"),
                r.getString("sql"));
    }

    private static <T> T array(Array array, Class<T> type) throws SQLException {
        return type.cast(array.getArray());
    }
}
