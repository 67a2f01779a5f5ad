package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import io.rowlift.source.Inspection.Text;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks a server how it compares the texts of a column: the rules of a collation are known to nobody else. */
public final class Collations {

    private Collations() {}

    /**
     * Asks.
     *
     * @param sql selects whether a equals A, a with an accent, and a with a space behind it
     */
    public static Text ask(Connection connection, TableName table, String column, String collation, String sql)
            throws SQLException {
        return Answer.list(
                        connection,
                        sql,
                        r -> new Text(table, column, collation, r.getBoolean(1), r.getBoolean(2), r.getBoolean(3)))
                .get(0);
    }
}
