package io.rowlift.source.postgres;

import io.rowlift.schema.Structure.UserType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Types that users have made in PostgreSQL. */
final class PostgresUserTypes {

    private PostgresUserTypes() {}

    static List<UserType> read(Connection connection) throws SQLException {
        return List.of();
    }
}
