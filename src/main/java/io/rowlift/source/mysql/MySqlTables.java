package io.rowlift.source.mysql;

import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What MySQL knows of a table as a whole. */
final class MySqlTables {

    /** Views have {@code VIEW} for a comment. */
    private static final String TABLES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_ROWS,
                   CASE WHEN TABLE_TYPE <> 'VIEW' THEN DATA_LENGTH END AS BYTES,
                   CASE WHEN TABLE_TYPE <> 'VIEW' AND TABLE_COMMENT <> '' THEN TABLE_COMMENT END AS COMMENT
            FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()""";

    private MySqlTables() {}

    /**
     * Comment and size of a table.
     *
     * @param rows an estimate, -1 where there is none
     * @param bytes without indexes, -1 for a view
     */
    record Facts(@Nullable String comment, long rows, long bytes) {}

    static Parts<Facts> read(Connection connection) throws SQLException {
        return Parts.read(
                connection,
                TABLES,
                r -> new Facts(r.getString("COMMENT"), number(r, "TABLE_ROWS"), number(r, "BYTES")));
    }

    private static long number(ResultSet r, String column) throws SQLException {
        long number = r.getLong(column);
        return r.wasNull() ? -1 : number;
    }
}
