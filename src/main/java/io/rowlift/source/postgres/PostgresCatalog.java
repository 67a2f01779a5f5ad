package io.rowlift.source.postgres;

import io.rowlift.problem.Problem;
import io.rowlift.schema.Column;
import io.rowlift.schema.ForeignKey;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Catalog;
import io.rowlift.source.jdbc.CatalogTable;
import io.rowlift.source.jdbc.ColumnType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's system catalog. */
final class PostgresCatalog implements Catalog {

    private static final String SYSTEM = """
            n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'""";

    private static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relkind::text, c.relispartition, c.relispopulated,
                   EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid) AND c.relkind <> 'p' AS parent,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usage,
                   pg_catalog.has_table_privilege(c.oid, 'SELECT') AS selectable,
                   pg_catalog.row_security_active(c.oid) AS secured
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND\s""" + SYSTEM + "\nORDER BY n.nspname, c.relname";

    /** A not-null constraint that was never validated says nothing about the rows that are there (PostgreSQL 18). */
    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
                   a.attnotnull AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_constraint k
                       WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND NOT k.convalidated
                       AND a.attnum = ANY (k.conkey)) AS required,
                   pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selectable,
                   CASE WHEN NOT l.collisdeterministic THEN l.collname::text
                        WHEN a.atttypid = pg_catalog.to_regtype('citext') THEN 'citext' END AS folding
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND\s""" + SYSTEM + "\nORDER BY a.attrelid, a.attnum";

    private static final String INDEXES = """
            SELECT i.indrelid, x.relname, i.indisprimary, i.indisvalid AND i.indisready AS ready,
                   i.indpred IS NOT NULL AS partial, i.indexprs IS NOT NULL AS expressions, m.amname = 'btree' AS btree,
                   (SELECT array_agg(a.attname::text ORDER BY k.n)
                    FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                    WHERE k.n <= i.indnkeyatts) AS columns,
                   (SELECT bool_and(o.option = 0) OR bool_and(o.option = 3)
                    FROM unnest(i.indoption::int2[]) AS o (option)) AS one_direction,
                   (SELECT bool_and(a.attcollation = l.coll AND p.opcdefault)
                    FROM unnest(i.indkey::int2[], i.indcollation::oid[], i.indclass::oid[])
                         WITH ORDINALITY AS l (attnum, coll, class, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = l.attnum
                    JOIN pg_catalog.pg_opclass p ON p.oid = l.class
                    WHERE l.n <= i.indnkeyatts) AS usual
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_am m ON m.oid = x.relam
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE i.indisunique AND\s""" + SYSTEM + "\nORDER BY i.indrelid, i.indisprimary DESC, x.relname";

    private static final String FOREIGN_KEYS = """
            SELECT k.conrelid, k.conname, tn.nspname, t.relname, k.confdeltype = 'c' AS cascading,
                   (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
                   (SELECT array_agg(a.attname::text ORDER BY u.n) FROM unnest(k.confkey) WITH ORDINALITY AS u (attnum, n)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum) AS referenced
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class t ON t.oid = k.confrelid
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0
            ORDER BY k.conrelid, k.conname""";

    private @Nullable PostgresTypes types;

    @Override
    public List<CatalogTable> tables(Connection connection) throws SQLException {
        PostgresTypes known = types(connection);
        Map<Long, Draft> drafts = new LinkedHashMap<>();
        each(connection, TABLES, r -> drafts.put(r.getLong("oid"), new Draft(r)));
        each(connection, COLUMNS, r -> {
            Draft draft = drafts.get(r.getLong("attrelid"));
            if (draft != null) {
                draft.column(r, known);
            }
        });
        each(connection, INDEXES, r -> {
            Draft draft = drafts.get(r.getLong("indrelid"));
            if (draft != null) {
                draft.index(r);
            }
        });
        each(connection, FOREIGN_KEYS, r -> {
            Draft draft = drafts.get(r.getLong("conrelid"));
            if (draft != null) {
                draft.foreignKey(r);
            }
        });
        return drafts.values().stream().map(Draft::done).toList();
    }

    private synchronized PostgresTypes types(Connection connection) throws SQLException {
        PostgresTypes known = types;
        if (known == null) {
            known = PostgresTypes.of(connection);
            types = known;
        }
        return known;
    }

    @Override
    public List<Described> describe(Connection connection, String sql) throws SQLException {
        PostgresTypes known = types(connection);
        List<Described> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.add(described(connection, known, metadata, i));
            }
        }
        return columns;
    }

    /** JDBC hides type numbers and modifiers behind names, precision and scale: this takes them back. */
    private static Described described(
            Connection connection, PostgresTypes known, ResultSetMetaData metadata, int column) throws SQLException {
        String sql =
                "SELECT t.oid, pg_catalog.format_type(t.oid, ?) FROM pg_catalog.pg_type t WHERE t.oid = ?::regtype";
        int modifier = modifier(metadata, column);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, modifier);
            statement.setString(2, typeName(metadata.getColumnTypeName(column)));
            try (ResultSet r = statement.executeQuery()) {
                r.next();
                return new Described(known.columnType(r.getLong(1), modifier), r.getString(2));
            }
        }
    }

    /** The driver calls columns with a sequence behind them serial. */
    private static String typeName(String name) {
        return switch (name) {
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            case "smallserial" -> "int2";
            case "char" -> "\"char\"";
            default -> name;
        };
    }

    private static int modifier(ResultSetMetaData metadata, int column) throws SQLException {
        int precision = metadata.getPrecision(column);
        int scale = metadata.getScale(column);
        return switch (metadata.getColumnTypeName(column)) {
            case "numeric" -> precision == 0 ? -1 : ((precision << 16) | (scale & 0x7ff)) + 4;
            case "varchar", "bpchar" -> precision == 0 || precision == Integer.MAX_VALUE ? -1 : precision + 4;
            case "timestamp", "timestamptz", "time", "timetz" -> scale == 6 ? -1 : scale;
            default -> -1;
        };
    }

    private interface RowWork {
        void on(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowWork work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                work.on(result);
            }
        }
    }

    /** A table while its parts come in from several queries. */
    private static final class Draft {
        private final TableName name;
        private final String kind;
        private boolean listed;
        private final boolean usable;
        private final boolean partition;
        private final boolean parent;
        private final boolean selectable;
        private final List<Column> columns = new ArrayList<>();
        private final Map<String, ColumnType> types = new HashMap<>();
        private final List<CatalogTable.Index> indexes = new ArrayList<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<Problem> obstacles = new ArrayList<>();

        private Draft(ResultSet r) throws SQLException {
            name = new TableName(r.getString("nspname"), r.getString("relname"));
            kind = r.getString("relkind");
            partition = r.getBoolean("relispartition");
            parent = r.getBoolean("parent");
            selectable = r.getBoolean("selectable");
            usable = r.getBoolean("usage");
            if (!usable) {
                obstacle("the login may not use schema \"" + name.schema() + "\"", "GRANT USAGE ON SCHEMA it needs");
            }
            if (r.getBoolean("secured")) {
                obstacle(
                        "row-level security hides rows of table \"" + name + "\" from the login",
                        "use a login with BYPASSRLS or the table's owner");
            }
            if (!r.getBoolean("relispopulated")) {
                obstacle("materialised view \"" + name + "\" holds no data", "run REFRESH MATERIALIZED VIEW");
            }
        }

        private void obstacle(String message, String remedy) {
            obstacles.add(new Problem(null, message, remedy));
        }

        private void column(ResultSet r, PostgresTypes known) throws SQLException {
            String column = r.getString("attname");
            ColumnType type = known.columnType(r.getLong("atttypid"), r.getInt("atttypmod"));
            columns.add(new Column(
                    column, type.type(), !r.getBoolean("required"), r.getString("declared"), r.getString("folding")));
            types.put(column, type);
            if (selectable || r.getBoolean("selectable")) {
                listed = usable && !partition;
            } else {
                obstacle(
                        "the login may not read column \"" + column + "\" of table \"" + name + "\"",
                        "GRANT SELECT on the table to it");
            }
        }

        private void index(ResultSet r) throws SQLException {
            boolean usual = r.getBoolean("usual");
            List<String> keyColumns = strings(r.getArray("columns"));
            String hard = r.getBoolean("partial")
                    ? "the index is partial"
                    : r.getBoolean("expressions")
                            ? "the index holds expressions"
                            : !r.getBoolean("ready")
                                    ? "the index is not valid"
                                    : !usual ? "the index compares in another way than the column" : null;
            String weakness = hard != null
                    ? hard
                    : parent ? "it does not span the tables that inherit from this one" : nullable(keyColumns);
            Key key = new Key(r.getString("relname"), keyColumns, r.getBoolean("indisprimary"), weakness);
            boolean distinct = hard == null && !parent;
            indexes.add(new CatalogTable.Index(
                    key, distinct, distinct && r.getBoolean("btree") && r.getBoolean("one_direction")));
        }

        private @Nullable String nullable(List<String> keyColumns) {
            return columns.stream()
                    .filter(c -> keyColumns.contains(c.name()) && c.nullable())
                    .findFirst()
                    .map(c -> "column \"" + c.name() + "\" can be NULL")
                    .orElse(null);
        }

        private void foreignKey(ResultSet r) throws SQLException {
            foreignKeys.add(new ForeignKey(
                    r.getString("conname"),
                    strings(r.getArray("columns")),
                    new TableName(r.getString("nspname"), r.getString("relname")),
                    strings(r.getArray("referenced")),
                    r.getBoolean("cascading")));
        }

        private static List<String> strings(@Nullable Array array) throws SQLException {
            return array == null ? List.of() : List.of((String[]) array.getArray());
        }

        private CatalogTable done() {
            Table.Kind tableKind = switch (kind) {
                case "p" -> Table.Kind.PARTITIONED_TABLE;
                case "v", "m" -> Table.Kind.VIEW;
                default -> Table.Kind.TABLE;
            };
            List<Key> keys = indexes.stream().map(CatalogTable.Index::key).toList();
            Table table = new Table(name, tableKind, columns, keys, foreignKeys);
            return new CatalogTable(table, types, indexes, listed, partition, parent, obstacles);
        }
    }
}
