package io.rowlift.source.postgres.log;

import io.rowlift.schema.TableName;
import java.sql.SQLException;
import java.util.List;

/** Which tables a partition is part of. */
@FunctionalInterface
interface Ancestors {

    /**
     * Returns the tables that a partition is part of at this moment, itself included; nothing when it is gone.
     *
     * @param relation its number
     */
    List<TableName> of(int relation) throws SQLException;

    /** Asks a server. */
    static Ancestors on(Server server) {
        return relation -> server.attempt(connection -> Server.rows(
                        connection,
                        "select n.nspname, c.relname from pg_partition_ancestors(?::text::oid::regclass) a"
                                + " join pg_class c on c.oid = a.relid join pg_namespace n on n.oid = c.relnamespace",
                        Integer.toUnsignedString(relation))
                .stream()
                .map(row -> new TableName(row.get(0), row.get(1)))
                .toList());
    }
}
