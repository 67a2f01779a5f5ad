package io.rowlift.source.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.AccessPath;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's indexes as ways to find rows by given values. */
final class PostgresPaths {

    /**
     * An index serves a comparison under its own collation only; operator classes for patterns know equality too, others
     * that are not the type's own may not.
     */
    private static final String INDEXES = """
            SELECT n.nspname, c.relname, x.relname AS name, m.amname, i.indisvalid AND i.indisready AS ready,
                   i.indpred IS NOT NULL AS partial,
                   array_agg(coalesce(a.attname::text, '') ORDER BY l.n) AS columns,
                   array_agg(coalesce(a.attcollation = l.coll, true) AND (p.opcdefault OR p.opcname LIKE '%pattern_ops')
                             ORDER BY l.n) AS usual
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_am m ON m.oid = x.relam
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indcollation::oid[], i.indclass::oid[])
                 WITH ORDINALITY AS l (attnum, coll, class, n)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = l.attnum AND a.attnum <> 0
            JOIN pg_catalog.pg_opclass p ON p.oid = l.class
            WHERE l.n <= i.indnkeyatts AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            GROUP BY n.nspname, c.relname, x.relname, m.amname, i.indisvalid, i.indisready, i.indpred IS NOT NULL
            ORDER BY n.nspname, c.relname, x.relname""";

    private PostgresPaths() {}

    static List<AccessPath> read(Connection connection) throws SQLException {
        return Answer.list(connection, INDEXES, PostgresPaths::path);
    }

    private static AccessPath path(ResultSet r) throws SQLException {
        String[] names = (String[]) r.getArray("columns").getArray();
        Boolean[] usual = (Boolean[]) r.getArray("usual").getArray();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.length && !names[i].isEmpty() && (usual[i] || i == 0); i++) {
            columns.add(names[i]);
        }
        return new AccessPath(
                new TableName(r.getString("nspname"), r.getString("relname")),
                r.getString("name"),
                columns,
                flaw(r, usual[0]));
    }

    private static @Nullable String flaw(ResultSet r, boolean usual) throws SQLException {
        if (!r.getBoolean("ready")) {
            return "it is not valid";
        }
        if (r.getBoolean("partial")) {
            return "it is partial";
        }
        if (!List.of("btree", "hash").contains(r.getString("amname"))) {
            return "it is of kind " + r.getString("amname");
        }
        return usual ? null : "it compares in another way than the column";
    }
}
