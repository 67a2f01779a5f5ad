package io.rowlift.source.postgres;

import io.rowlift.schema.Structure.Other;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What users have made in PostgreSQL beside tables, types and sequences. */
final class PostgresOthers {

    private PostgresOthers() {}

    static List<Other> read(Connection connection) throws SQLException {
        return List.of();
    }
}
