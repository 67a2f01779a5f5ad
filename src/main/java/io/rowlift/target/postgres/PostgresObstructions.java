package io.rowlift.target.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.target.jdbc.Obstruction;
import io.rowlift.target.jdbc.Orphans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Finds the rows because of which PostgreSQL refuses an index or a foreign key. */
final class PostgresObstructions {

    private static final Pattern DUPLICATE = Pattern.compile("^Key (.*) is duplicated\\.$", Pattern.DOTALL);

    private PostgresObstructions() {}

    static Obstruction find(Connection connection, SQLException refusal) throws SQLException {
        ServerErrorMessage message =
                refusal instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        if (message != null && "23505".equals(message.getSQLState())) {
            Matcher matcher = DUPLICATE.matcher(String.valueOf(message.getDetail()));
            if (matcher.matches()) {
                return new Obstruction.Collision(matcher.group(1));
            }
        }
        if (message != null && "23503".equals(message.getSQLState())) {
            Orphans orphans = orphans(connection, message);
            if (orphans != null) {
                return new Obstruction.Missing(orphans);
            }
        }
        return new Obstruction.Other("a row refuses it (SQLSTATE " + refusal.getSQLState() + ")");
    }

    private static @Nullable Orphans orphans(Connection connection, ServerErrorMessage message) throws SQLException {
        String sql = """
                SELECT cn.nspname, c.relname, ca.attname, pn.nspname, p.relname, pa.attname
                FROM pg_catalog.pg_constraint k
                CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (child, parent, place)
                JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
                JOIN pg_catalog.pg_attribute ca ON ca.attrelid = c.oid AND ca.attnum = u.child
                JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
                JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = u.parent
                WHERE k.contype = 'f' AND k.conname = ? AND cn.nspname = ? AND c.relname = ?
                ORDER BY u.place""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, message.getConstraint());
            select.setString(2, message.getSchema());
            select.setString(3, message.getTable());
            List<String> columns = new ArrayList<>();
            List<String> referenced = new ArrayList<>();
            TableName table = null;
            TableName parent = null;
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    table = new TableName(found.getString(1), found.getString(2));
                    columns.add(found.getString(3));
                    parent = new TableName(found.getString(4), found.getString(5));
                    referenced.add(found.getString(6));
                }
            }
            return table == null || parent == null ? null : new Orphans(table, columns, parent, referenced);
        }
    }
}
