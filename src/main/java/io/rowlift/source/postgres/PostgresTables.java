package io.rowlift.source.postgres;

import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL knows of a table as a whole. */
final class PostgresTables {

    /** A partitioned table is what its leaves are; of a table that was never analysed the number of rows is unknown. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname, pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
                   CASE c.relkind
                       WHEN 'p' THEN (
                           SELECT CASE WHEN bool_and(l.reltuples >= 0) THEN sum(l.reltuples) END
                           FROM pg_catalog.pg_partition_tree(c.oid) t JOIN pg_catalog.pg_class l ON l.oid = t.relid
                           WHERE t.isleaf)
                       WHEN 'r' THEN c.reltuples WHEN 'm' THEN c.reltuples END::bigint AS rows,
                   CASE c.relkind
                       WHEN 'p' THEN (SELECT sum(pg_catalog.pg_table_size(t.relid))
                                      FROM pg_catalog.pg_partition_tree(c.oid) t WHERE t.isleaf)
                       WHEN 'r' THEN pg_catalog.pg_table_size(c.oid)
                       WHEN 'm' THEN pg_catalog.pg_table_size(c.oid) END::bigint AS bytes
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND\s""" + PostgresStructure.USERS;

    private PostgresTables() {}

    /**
     * Comment and size of a table.
     *
     * @param rows an estimate, -1 where there is none
     * @param bytes without indexes, -1 for what is not stored here
     */
    record Facts(@Nullable String comment, long rows, long bytes) {}

    static Parts<Facts> read(Connection connection) throws SQLException {
        return Parts.read(
                connection, TABLES, r -> new Facts(r.getString("comment"), number(r, "rows"), number(r, "bytes")));
    }

    private static long number(ResultSet r, String column) throws SQLException {
        long number = r.getLong(column);
        return r.wasNull() ? -1 : number;
    }
}
