package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Clearing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL takes rows away. */
final class PostgresClearing implements Clearing {

    /** TRUNCATE takes no longer for a large table, and rolls back with everything else. */
    @Override
    public @Nullable String removal(TargetTable table) {
        return null;
    }

    @Override
    public List<String> releases(Connection connection, TableName table) throws SQLException {
        String sql = """
                SELECT n.nspname, c.relname, k.conname
                FROM pg_catalog.pg_constraint k
                JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE k.contype = 'f' AND k.conparentid = 0
                  AND to_regclass(?) IN (k.conrelid, k.confrelid)
                ORDER BY 1, 2, 3""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, PostgresDialect.quoted(table));
            List<String> statements = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    TableName owner = new TableName(found.getString(1), found.getString(2));
                    statements.add("ALTER TABLE " + PostgresDialect.quoted(owner) + " DROP CONSTRAINT "
                            + PostgresDialect.quoted(found.getString(3)));
                }
            }
            return statements;
        }
    }
}
