package io.rowlift.source.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.source.Inspection.Text;
import io.rowlift.source.jdbc.Collations;
import io.rowlift.source.jdbc.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How PostgreSQL compares texts: by bytes, unless the type is citext or the collation says otherwise. */
final class PostgresTexts {

    /** A domain is what is behind it. A database's own collation is named in the catalog of databases only. */
    private static final String COLUMNS = """
            WITH RECURSIVE base (attname, typid, coll) AS (
                SELECT a.attname, a.atttypid, a.attcollation
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND a.attcollation <> 0
                UNION ALL
                SELECT b.attname, t.typbasetype, b.coll FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.typid
                WHERE t.typtype = 'd')
            SELECT b.attname::text, t.typname = 'citext' AS citext, k.collisdeterministic, kn.nspname, k.collname,
                   format('%I.%I', kn.nspname, k.collname) AS quoted
            FROM base b
            JOIN pg_catalog.pg_type t ON t.oid = b.typid
            JOIN pg_catalog.pg_collation k ON k.oid = b.coll
            JOIN pg_catalog.pg_namespace kn ON kn.oid = k.collnamespace
            WHERE t.typtype <> 'd' AND t.typcategory = 'S'
            ORDER BY b.attname""";

    private PostgresTexts() {}

    private record Column(String name, boolean citext, boolean exact, String collation, String quoted) {}

    static List<Text> read(Connection connection, TableName table, Set<String> wanted) throws SQLException {
        List<Text> texts = new ArrayList<>();
        for (Column column : columns(connection, table)) {
            if (!wanted.contains(column.name())) {
                continue;
            }
            if (column.citext()) {
                texts.add(new Text(table, column.name(), "citext", true, false, false));
            } else if (column.exact()) {
                texts.add(new Text(table, column.name(), column.collation(), false, false, false));
            } else {
                texts.add(asked(connection, table, column));
            }
        }
        return texts;
    }

    private static List<Column> columns(Connection connection, TableName table) throws SQLException {
        Query query = new Query();
        int name = COLUMNS.indexOf('?', COLUMNS.indexOf('?') + 1);
        query.bind(COLUMNS.substring(0, COLUMNS.indexOf('?') + 1), table.schema());
        query.bind(COLUMNS.substring(COLUMNS.indexOf('?') + 1, name + 1), table.name());
        query.add(COLUMNS.substring(name + 1));
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet r = statement.executeQuery()) {
            while (r.next()) {
                columns.add(new Column(
                        r.getString("attname"),
                        r.getBoolean("citext"),
                        r.getBoolean("collisdeterministic"),
                        r.getString("collname"),
                        r.getString("quoted")));
            }
        }
        return columns;
    }

    /** The rules of a collation are a language of their own: the server that speaks it is asked. */
    private static Text asked(Connection connection, TableName table, Column column) throws SQLException {
        String equals = " COLLATE " + column.quoted() + " = ";
        String sql = "SELECT 'a'" + equals + "'A', 'a'" + equals + "'\u00e4', 'a'" + equals + "'a '";
        return Collations.ask(connection, table, column.name(), column.collation(), sql);
    }
}
