package io.rowlift.source.postgres;

import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What users have made in PostgreSQL beside tables, types and sequences; what belongs to extensions goes with these. */
final class PostgresOthers {

    /** Catalog, object and its schema ({@code n}), to be left out where it is an extension's. */
    private static String own(String catalog, String oid) {
        return PostgresStructure.USERS
                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog." + catalog
                + "'::regclass AND e.objid = " + oid + " AND e.deptype = 'e')";
    }

    private static final String RELATIONS = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
                        ELSE 'unlogged table' END AS kind,
                   concat(n.nspname, '.', c.relname) AS name,
                   CASE WHEN c.relkind NOT IN ('v', 'm') THEN n.nspname::text END AS table_schema,
                   CASE WHEN c.relkind NOT IN ('v', 'm') THEN c.relname::text END AS table_name,
                   NULL::text AS sql
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE (c.relkind IN ('v', 'm', 'f') OR (c.relkind IN ('r', 'p') AND c.relpersistence = 'u'
                                                    AND NOT c.relispartition)) AND\s""" + own("pg_class", "c.oid");

    private static final String INHERITANCE = """
            SELECT CASE WHEN p.relkind = 'p' THEN 'partitions of a partition' ELSE 'inheritance child' END,
                   concat(n.nspname, '.', c.relname), pn.nspname, p.relname, NULL
            FROM pg_catalog.pg_inherits h
            JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            WHERE (p.relkind IN ('r', 'f') OR c.relkind = 'p') AND\s""" + PostgresStructure.USERS;

    private static final String ROUTINES = """
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function'
                        ELSE 'function' END,
                   concat(n.nspname, '.', p.proname, '(', pg_catalog.pg_get_function_identity_arguments(p.oid), ')'),
                   NULL, NULL, NULL
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend i
                              WHERE i.classid = 'pg_catalog.pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
            AND\s""" + own("pg_proc", "p.oid");

    private static final String OF_TABLES = """
            SELECT o.kind, o.name, n.nspname, c.relname, o.sql
            FROM (
                SELECT 'trigger' AS kind, t.tgname::text AS name, t.tgrelid AS relid, NULL::text AS sql
                FROM pg_catalog.pg_trigger t
                WHERE NOT t.tgisinternal AND NOT EXISTS (
                    SELECT FROM pg_catalog.pg_depend i
                    WHERE i.classid = 'pg_catalog.pg_trigger'::regclass AND i.objid = t.oid AND i.deptype IN ('P', 'S'))
                UNION ALL
                SELECT 'rule', r.rulename, r.ev_class, NULL FROM pg_catalog.pg_rewrite r WHERE r.rulename <> '_RETURN'
                UNION ALL
                SELECT 'policy', p.polname, p.polrelid, NULL FROM pg_catalog.pg_policy p
                UNION ALL
                SELECT CASE k.contype WHEN 'x' THEN 'exclusion constraint' WHEN 't' THEN 'constraint trigger'
                            WHEN 'f' THEN 'list of columns of ON DELETE SET'
                            ELSE CASE WHEN k.condeferrable THEN 'deferrable key' ELSE 'key without overlaps' END END,
                       k.conname, k.conrelid,
                       CASE WHEN k.contype IN ('x', 'p', 'u') THEN pg_catalog.pg_get_constraintdef(k.oid) END
                FROM pg_catalog.pg_constraint k
                WHERE k.conparentid = 0 AND (k.contype = 'x'
                      OR (k.contype IN ('p', 'u') AND (k.condeferrable OR pg_catalog.to_jsonb(k) ->> 'conperiod' = 'true'))
                      OR (k.contype = 'f' AND pg_catalog.to_jsonb(k) ->> 'confdelsetcols' IS NOT NULL))
                UNION ALL
                SELECT 'extended statistics', s.stxname, s.stxrelid, NULL FROM pg_catalog.pg_statistic_ext s) o
            JOIN pg_catalog.pg_class c ON c.oid = o.relid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT c.relispartition AND\s""" + own("pg_class", "c.oid");

    /** What a partition has and its table has not, under the name of the outermost table. */
    private static final String OF_PARTITIONS = """
            SELECT o.kind, concat(c.relname, '.', o.name), rn.nspname, r.relname,
                   CASE WHEN o.definition NOT LIKE 'CREATE %'
                        THEN format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', n.nspname, c.relname, o.name, o.definition)
                        ELSE o.definition END
            FROM (
                SELECT 'index of a partition' AS kind, x.relname AS name, i.indrelid AS relid,
                       CASE WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_constraint u WHERE u.conindid = x.oid)
                            THEN pg_catalog.pg_get_indexdef(x.oid) END AS definition
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
                WHERE NOT x.relispartition
                UNION ALL
                SELECT CASE k.contype WHEN 'f' THEN 'foreign key of a partition' ELSE 'check of a partition' END,
                       k.conname, k.conrelid, pg_catalog.pg_get_constraintdef(k.oid)
                FROM pg_catalog.pg_constraint k
                WHERE (k.contype = 'f' AND k.conparentid = 0) OR (k.contype = 'c' AND k.coninhcount = 0)
                UNION ALL
                SELECT 'trigger of a partition', t.tgname, t.tgrelid, NULL FROM pg_catalog.pg_trigger t
                WHERE NOT t.tgisinternal AND NOT EXISTS (
                    SELECT FROM pg_catalog.pg_depend i
                    WHERE i.classid = 'pg_catalog.pg_trigger'::regclass AND i.objid = t.oid AND i.deptype IN ('P', 'S'))
                ) o
            JOIN pg_catalog.pg_class c ON c.oid = o.relid AND c.relispartition
            JOIN pg_catalog.pg_class r ON r.oid = pg_catalog.pg_partition_root(c.oid)
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
            WHERE\s""" + PostgresStructure.USERS;

    private static final String DATABASE = """
            SELECT 'extension', e.extname::text, NULL, NULL,
                   format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', e.extname, n.nspname)
            FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname <> 'plpgsql'
            UNION ALL
            SELECT 'event trigger', t.evtname, NULL, NULL, NULL FROM pg_catalog.pg_event_trigger t
            UNION ALL
            SELECT 'publication', p.pubname, NULL, NULL, NULL FROM pg_catalog.pg_publication p
            UNION ALL
            SELECT 'foreign server', s.srvname, NULL, NULL, NULL FROM pg_catalog.pg_foreign_server s
            UNION ALL
            SELECT 'large objects', count(*)::text, NULL, NULL, NULL FROM pg_catalog.pg_largeobject_metadata HAVING count(*) > 0
            """;

    private static final String SCHEMA_OBJECTS = """
            SELECT 'base type', concat(n.nspname, '.', t.typname), NULL, NULL, NULL
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND t.typelem = 0 AND\s""" + own("pg_type", "t.oid")
            + """

            UNION ALL
            SELECT 'collation', concat(n.nspname, '.', l.collname), NULL, NULL, NULL
            FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
            WHERE\s""" + own("pg_collation", "l.oid")
            + """

            UNION ALL
            SELECT 'operator', concat(n.nspname, '.', o.oprname), NULL, NULL, NULL
            FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
            WHERE\s""" + own("pg_operator", "o.oid")
            + """

            UNION ALL
            SELECT 'text search configuration', concat(n.nspname, '.', f.cfgname), NULL, NULL, NULL
            FROM pg_catalog.pg_ts_config f JOIN pg_catalog.pg_namespace n ON n.oid = f.cfgnamespace
            WHERE\s""" + own("pg_ts_config", "f.oid");

    private PostgresOthers() {}

    static List<Other> read(Connection connection) throws SQLException {
        String sql = String.join(
                        "\nUNION ALL\n",
                        RELATIONS,
                        INHERITANCE,
                        ROUTINES,
                        OF_TABLES,
                        OF_PARTITIONS,
                        DATABASE,
                        SCHEMA_OBJECTS)
                + "\nORDER BY 1, 2, 3, 4";
        return Answer.list(connection, sql, r -> {
            String table = r.getString("table_name");
            return new Other(
                    r.getString("kind"),
                    r.getString("name"),
                    table == null ? null : new TableName(r.getString("table_schema"), table),
                    r.getString("sql"));
        });
    }
}
