package io.rowlift.target.mysql;

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

/** How MySQL takes rows away. */
final class MySqlClearing implements Clearing {

    /** TRUNCATE is DDL, which not every service lets a run do; and it would commit on its own. */
    @Override
    public @Nullable String removal(TargetTable table) {
        return "DELETE FROM " + Quoted.name(table.name()) + " LIMIT 10000";
    }

    @Override
    public List<String> releases(Connection connection, TableName table) throws SQLException {
        String sql = """
                SELECT DISTINCT table_schema, table_name, constraint_name
                FROM information_schema.key_column_usage
                WHERE referenced_table_name IS NOT NULL
                  AND (table_schema = ? AND table_name = ?
                    OR referenced_table_schema = ? AND referenced_table_name = ?)
                ORDER BY 1, 2, 3""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            select.setString(3, table.schema());
            select.setString(4, table.name());
            List<String> statements = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    TableName owner = new TableName(found.getString(1), found.getString(2));
                    statements.add("ALTER TABLE " + Quoted.name(owner) + " DROP FOREIGN KEY "
                            + Quoted.name(found.getString(3)));
                }
            }
            return statements;
        }
    }
}
