package io.rowlift.source.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Column;
import io.rowlift.schema.ForeignKey;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.Catalog;
import io.rowlift.source.jdbc.CatalogTable;
import io.rowlift.source.jdbc.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The information schema of MySQL and MariaDB, of the one database that the URL names. */
final class MySqlCatalog implements Catalog {

    private static final String TABLES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, CREATE_OPTIONS FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED')
            ORDER BY TABLE_NAME""";

    private static final String COLUMNS = """
            SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, CHARACTER_MAXIMUM_LENGTH,
                   NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, PRIVILEGES,
                   CASE WHEN COLLATION_NAME NOT LIKE '%\\_bin' THEN COLLATION_NAME END AS FOLDING
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION""";

    /** All columns, because products call that of invisible indexes by different names. */
    private static final String INDEXES = """
            SELECT * FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0
            ORDER BY TABLE_NAME, INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX""";

    /** Outer, because MariaDB shows the rules of constraints to nobody who may only read. */
    private static final String FOREIGN_KEYS = """
            SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME,
                   k.REFERENCED_COLUMN_NAME, r.DELETE_RULE
            FROM information_schema.KEY_COLUMN_USAGE k
            LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r
              ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
              AND r.TABLE_NAME = k.TABLE_NAME
            WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
            ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""";

    /** MariaDB's JSON is text with a check that the type brought along. */
    private static final String JSON_CHECKS = """
            SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = DATABASE() AND CHECK_CLAUSE LIKE 'json_valid(%)'""";

    private final boolean mariaDb;

    MySqlCatalog(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    @Override
    public List<CatalogTable> tables(Connection connection) throws SQLException {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        each(connection, TABLES, r -> drafts.put(r.getString("TABLE_NAME"), new Draft(r)));
        Set<String> json = new HashSet<>();
        if (mariaDb) {
            each(connection, JSON_CHECKS, r -> json.add(r.getString(1) + "\n" + r.getString(3)));
        }
        each(connection, COLUMNS, r -> with(drafts, r, draft -> draft.column(r, json)));
        each(connection, INDEXES, r -> with(drafts, r, draft -> draft.index(r)));
        each(connection, FOREIGN_KEYS, r -> with(drafts, r, draft -> draft.foreignKey(r)));
        return drafts.values().stream().map(Draft::done).toList();
    }

    private interface RowWork {
        void on(ResultSet row) throws SQLException;
    }

    private interface DraftWork {
        void on(Draft draft) throws SQLException;
    }

    private static void with(Map<String, Draft> drafts, ResultSet row, DraftWork work) throws SQLException {
        Draft draft = drafts.get(row.getString("TABLE_NAME"));
        if (draft != null) {
            work.on(draft);
        }
    }

    private static void each(Connection connection, String sql, RowWork work) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                work.on(result);
            }
        }
    }

    /** A statement that is prepared on the server is described without being run. */
    @Override
    public List<Described> describe(Connection connection, String sql) throws SQLException {
        List<Described> columns = new ArrayList<>();
        try (PreparedStatement statement =
                connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.add(described(metadata, i));
            }
        }
        return columns;
    }

    private static Described described(ResultSetMetaData metadata, int column) throws SQLException {
        String declared = metadata.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        String name = declared.replace(" unsigned", "");
        int precision = metadata.getPrecision(column);
        return new Described(
                MySqlTypes.of(new MySqlTypes.Declared(
                        name, declared, precision, metadata.getScale(column), fraction(name, metadata, column))),
                declared);
    }

    /** The width of what is printed tells how many digits of a second there are. */
    private static int fraction(String name, ResultSetMetaData metadata, int column) throws SQLException {
        int plain = switch (name) {
            case "datetime", "timestamp" -> "2024-02-29 12:34:56".length();
            case "time" -> "-838:59:59".length();
            default -> Integer.MAX_VALUE;
        };
        return Math.max(0, metadata.getColumnDisplaySize(column) - plain - 1);
    }

    /** A table while its parts come in from several queries. */
    private static final class Draft {
        private final TableName name;
        private final Table.Kind kind;
        private final List<Column> columns = new ArrayList<>();
        private final Map<String, ColumnType> types = new HashMap<>();
        private final Map<String, DraftIndex> indexes = new LinkedHashMap<>();
        private final Map<String, DraftForeignKey> foreignKeys = new LinkedHashMap<>();
        private final List<Problem> obstacles = new ArrayList<>();

        private Draft(ResultSet r) throws SQLException {
            name = new TableName(r.getString("TABLE_SCHEMA"), r.getString("TABLE_NAME"));
            String options = r.getString("CREATE_OPTIONS");
            if (r.getString("TABLE_TYPE").equals("VIEW")) {
                kind = Table.Kind.VIEW;
            } else {
                kind = options != null && options.contains("partitioned")
                        ? Table.Kind.PARTITIONED_TABLE
                        : Table.Kind.TABLE;
            }
        }

        private void column(ResultSet r, Set<String> json) throws SQLException {
            String column = r.getString("COLUMN_NAME");
            String check = name.name() + "\njson_valid(`" + column + "`)";
            String dataType =
                    json.contains(check) ? "json" : r.getString("DATA_TYPE").toLowerCase(Locale.ROOT);
            String declared = r.getString("COLUMN_TYPE");
            long length = r.getLong("CHARACTER_MAXIMUM_LENGTH");
            ColumnType type = MySqlTypes.of(new MySqlTypes.Declared(
                    dataType,
                    declared,
                    length == 0 ? r.getLong("NUMERIC_PRECISION") : length,
                    r.getInt("NUMERIC_SCALE"),
                    r.getInt("DATETIME_PRECISION")));
            columns.add(new Column(
                    column,
                    type.type(),
                    r.getString("IS_NULLABLE").equals("YES"),
                    declared,
                    type.type() instanceof Type.Text ? r.getString("FOLDING") : null));
            types.put(column, type);
            if (!r.getString("PRIVILEGES").contains("select")) {
                obstacles.add(new Problem(
                        null,
                        "the login may not read column \"" + column + "\" of table \"" + name + "\"",
                        "GRANT SELECT on the table to it"));
            }
        }

        private void index(ResultSet r) throws SQLException {
            indexes.computeIfAbsent(r.getString("INDEX_NAME"), DraftIndex::new).part(r);
        }

        private void foreignKey(ResultSet r) throws SQLException {
            TableName referenced =
                    new TableName(r.getString("REFERENCED_TABLE_SCHEMA"), r.getString("REFERENCED_TABLE_NAME"));
            boolean cascading = "CASCADE".equals(r.getString("DELETE_RULE"));
            DraftForeignKey key = foreignKeys.computeIfAbsent(
                    r.getString("CONSTRAINT_NAME"),
                    n -> new DraftForeignKey(referenced, new ArrayList<>(), new ArrayList<>(), cascading));
            key.columns().add(r.getString("COLUMN_NAME"));
            key.referenced().add(r.getString("REFERENCED_COLUMN_NAME"));
        }

        private CatalogTable done() {
            List<CatalogTable.Index> done =
                    indexes.values().stream().map(index -> index.done(columns)).toList();
            List<ForeignKey> references = new ArrayList<>();
            foreignKeys.forEach((constraint, key) -> references.add(
                    new ForeignKey(constraint, key.columns(), key.table(), key.referenced(), key.cascading())));
            List<Key> keys = done.stream().map(CatalogTable.Index::key).toList();
            return new CatalogTable(
                    new Table(name, kind, columns, keys, references), types, done, true, false, false, obstacles);
        }
    }

    private record DraftForeignKey(TableName table, List<String> columns, List<String> referenced, boolean cascading) {}

    private static final class DraftIndex {
        private final String name;
        private final List<String> columns = new ArrayList<>();
        private final Set<String> directions = new HashSet<>();
        private boolean expressions;
        private boolean usable = true;

        private DraftIndex(String name) {
            this.name = name;
        }

        private void part(ResultSet r) throws SQLException {
            String column = r.getString("COLUMN_NAME");
            if (column == null) {
                expressions = true;
            } else {
                columns.add(column);
            }
            directions.add(String.valueOf(r.getString("COLLATION")));
            // a prefix is unique only if the whole is, but it does not sort
            usable &= r.getString("SUB_PART") == null
                    && r.getString("INDEX_TYPE").equals("BTREE")
                    && MySqlPaths.visible(r);
        }

        private CatalogTable.Index done(List<Column> tableColumns) {
            @Nullable
            String nullable = tableColumns.stream()
                    .filter(c -> columns.contains(c.name()) && c.nullable())
                    .findFirst()
                    .map(c -> "column \"" + c.name() + "\" can be NULL")
                    .orElse(null);
            String weakness = expressions ? "the index holds expressions" : nullable;
            Key key = new Key(name, columns, name.equals("PRIMARY"), weakness);
            return new CatalogTable.Index(key, !expressions, !expressions && usable && directions.size() == 1);
        }
    }
}
