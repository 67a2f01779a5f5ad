package io.rowlift.source.postgres;

import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Partitioning.Partition;
import io.rowlift.source.jdbc.Parts;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL's tables are cut into partitions. Partitions of partitions are not told: they are {@link PostgresOthers}. */
final class PostgresPartitions {

    private static final String PARTITIONED = """
            SELECT n.nspname, c.relname, p.partstrat::text, pg_catalog.pg_get_partkeydef(c.oid) AS by,
                   CASE WHEN 0 <> ALL (p.partattrs::int2[]) THEN (
                       SELECT array_agg(a.attname::text ORDER BY u.n)
                       FROM unnest(p.partattrs::int2[]) WITH ORDINALITY AS u (attnum, n)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.attnum) END AS columns,
                   (SELECT array_agg(x.relname::text ORDER BY x.relname)
                    FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class x ON x.oid = h.inhrelid
                    WHERE h.inhparent = c.oid) AS partitions,
                   (SELECT array_agg(pg_catalog.pg_get_expr(x.relpartbound, x.oid) ORDER BY x.relname)
                    FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class x ON x.oid = h.inhrelid
                    WHERE h.inhparent = c.oid) AS bounds
            FROM pg_catalog.pg_partitioned_table p
            JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE\s""" + PostgresStructure.USERS;

    private PostgresPartitions() {}

    static Parts<Partitioning> read(Connection connection) throws SQLException {
        return Parts.read(connection, PARTITIONED, PostgresPartitions::partitioning);
    }

    private static Partitioning partitioning(ResultSet r) throws SQLException {
        String strategy = switch (r.getString("partstrat")) {
            case "r" -> "range";
            case "l" -> "list";
            default -> "hash";
        };
        String by = r.getString("by");
        List<String> names = strings(r.getArray("partitions"));
        List<String> bounds = strings(r.getArray("bounds"));
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            partitions.add(new Partition(names.get(i), bounds.get(i)));
        }
        return new Partitioning(
                strategy,
                by.substring(by.indexOf('(') + 1, by.length() - 1),
                strings(r.getArray("columns")),
                partitions);
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
