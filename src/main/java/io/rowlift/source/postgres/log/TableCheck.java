package io.rowlift.source.postgres.log;

import io.rowlift.problem.Problem;
import io.rowlift.source.Capture.Watched;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether the log has of a table what is watched of it. */
record TableCheck(Connection connection) {

    /**
     * The columns of each part of a table that are logged as they were before a change. A primary key that is deferrable
     * identifies nothing, and columns that an index only includes do not either: PostgreSQL 18 documentation, "ALTER
     * TABLE", REPLICA IDENTITY.
     */
    private static final String IDENTITIES =
            "select c.oid::regclass::text, coalesce(a.attname, '') from (select relid from"
                    + " pg_partition_tree(?::text::regclass) where isleaf union select ?::text::regclass where not exists"
                    + " (select 1 from pg_partition_tree(?::text::regclass))) t join pg_class c on c.oid = t.relid"
                    + " left join pg_index i on i.indrelid = c.oid and i.indimmediate and i.indisvalid and (c.relreplident = 'd'"
                    + " and i.indisprimary or c.relreplident = 'i' and i.indisreplident) left join pg_attribute a on a.attrelid ="
                    + " c.oid and a.attnum > 0 and not a.attisdropped and (c.relreplident = 'f' or a.attnum = any"
                    + " ((i.indkey::int2[])[0:i.indnkeyatts - 1]))";

    private static final String FITTING = "select quote_ident(x.relname) from pg_index i join pg_class x on x.oid ="
            + " i.indexrelid where i.indrelid = ?::text::regclass and i.indisunique and i.indimmediate and i.indisvalid and"
            + " i.indpred is null and i.indexprs is null and (select array_agg(a.attname::text) from pg_attribute a where"
            + " a.attrelid = i.indrelid and a.attnotnull and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]))"
            + " @> string_to_array(?, chr(10)) and not exists (select 1 from pg_attribute a where a.attrelid = i.indrelid"
            + " and not a.attnotnull and a.attnum = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]))"
            + " order by i.indnkeyatts, 1 limit 1";

    List<Problem> problems(Watched table) throws SQLException {
        String sql = Publication.quoted(table.table());
        String name = "table \"" + table.table() + "\"";
        List<List<String>> kinds = Server.rows(
                connection, "select relkind::text, relpersistence::text from pg_class where oid = to_regclass(?)", sql);
        if (kinds.isEmpty()) {
            return List.of(new Problem(null, name + " does not exist", "correct the mapping"));
        }
        String kind = kinds.get(0).get(0);
        if (!kind.equals("r") && !kind.equals("p")) {
            return List.of(new Problem(
                    null,
                    "\"" + table.table() + "\" is no table of its own, so that the log has no changes of it",
                    "have the mapping read the tables behind it"));
        }
        String persistence = kinds.get(0).get(1);
        if (persistence.equals("u")) {
            return List.of(new Problem(
                    null, name + " is unlogged: the log has no changes of it", "ALTER TABLE " + sql + " SET LOGGED"));
        }
        if (persistence.equals("t")) {
            return List.of(
                    new Problem(null, name + " is temporary: the log has no changes of it", "correct the mapping"));
        }
        List<Problem> problems = generated(table, name, sql);
        return problems.isEmpty() ? identity(table, name, sql) : problems;
    }

    private List<Problem> generated(Watched table, String name, String sql) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        List<Problem> problems = new ArrayList<>();
        for (List<String> row : Server.rows(
                connection,
                "select attname from pg_attribute where attrelid = ?::text::regclass and not attisdropped and"
                        + " (attgenerated = 'v' or attgenerated = 's' and ?::int < 18) order by attnum",
                sql,
                version)) {
            if (table.columns().contains(row.get(0))) {
                problems.add(new Problem(
                        null,
                        name + ": column \"" + row.get(0) + "\" is generated, and PostgreSQL " + version
                                + " does not write it to the log",
                        "have the mapping use the columns that it is generated from"));
            }
        }
        return problems;
    }

    /** Of a row that was changed the log has what it was before only as far as the table's replica identity. */
    private List<Problem> identity(Watched table, String name, String sql) throws SQLException {
        Map<String, Set<String>> known = new TreeMap<>();
        for (List<String> row : Server.rows(connection, IDENTITIES, sql, sql, sql)) {
            known.computeIfAbsent(row.get(0), part -> new HashSet<>()).add(row.get(1));
        }
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, Set<String>> part : known.entrySet()) {
            List<String> missing = table.columns().stream()
                    .filter(column -> !part.getValue().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                problems.add(new Problem(
                        null,
                        name + ": of a row that is changed the log does not have the old \""
                                + String.join("\", \"", missing) + "\", by which is found what it was part of",
                        "ALTER TABLE " + part.getKey() + " REPLICA IDENTITY " + fitting(part.getKey(), table)));
            }
        }
        return problems;
    }

    private String fitting(String part, Watched table) throws SQLException {
        return Server.rows(connection, FITTING, part, String.join("\n", table.columns())).stream()
                .findFirst()
                .map(row -> "USING INDEX " + row.get(0))
                .orElse("FULL");
    }
}
