package io.rowlift.realdata;

import io.rowlift.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A database as plain JDBC shows it, in a form in which databases of different products can be held against each other. */
public final class PlainDatabase implements AutoCloseable {

    private final Connection connection;
    private final boolean mySql;
    private final String schema;

    private PlainDatabase(Connection connection, boolean mySql, String schema) {
        this.connection = connection;
        this.mySql = mySql;
        this.schema = schema;
    }

    /** Opens a database; a PostgreSQL's schema {@code public}. */
    public static PlainDatabase open(DatabaseServer server, String database) throws SQLException {
        String url = server.jdbcUrl(database);
        boolean mySql = url.startsWith("jdbc:mysql:");
        String options = "yearIsDateType=false&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                + "&zeroDateTimeBehavior=EXCEPTION&allowPublicKeyRetrieval=true";
        Connection connection = DriverManager.getConnection(
                mySql ? url + (url.contains("?") ? "&" : "?") + options : url, server.username(), server.password());
        PlainDatabase opened = new PlainDatabase(connection, mySql, mySql ? database : "public");
        if (!mySql) {
            opened.run("SET TIME ZONE 'UTC'");
            opened.run("SET extra_float_digits = 1");
        }
        return opened;
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the only value of a query as text. */
    public String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Inserts a row; values are SQL. */
    public void insert(String table, Map<String, String> row) throws SQLException {
        run("INSERT INTO " + quoted(table) + " ("
                + row.keySet().stream().map(this::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + String.join(", ", row.values()) + ")");
    }

    /** Returns the greatest number in a column. */
    long greatest(String table, String column) throws SQLException {
        return Long.parseLong(value("SELECT max(" + quoted(column) + ") FROM " + quoted(table)));
    }

    /** Returns the names of its tables, partitions and Rowlift's own left out. */
    public SortedSet<String> tables() throws SQLException {
        SortedSet<String> tables = new TreeSet<>();
        String sql = mySql
                ? "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema
                        + "' AND table_type = 'BASE TABLE'"
                : "SELECT relname FROM pg_class c WHERE relnamespace = '" + schema
                        + "'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                if (!result.getString(1).startsWith("rowlift_")) {
                    tables.add(result.getString(1));
                }
            }
        }
        return tables;
    }

    /** Returns a table's rows, each by its columns and as text, sorted. */
    public List<String> rows(String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        List<String> sets = mySql ? sets(table) : List.of();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + quoted(table))) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                SortedMap<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(
                            columns.getColumnName(i),
                            PlainValue.of(
                                    result,
                                    i,
                                    sets.contains(columns.getColumnName(i)) ? "set" : columns.getColumnTypeName(i)));
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    /** The driver calls a set a text. */
    private List<String> sets(String table) throws SQLException {
        List<String> sets = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = '"
                                + schema + "' AND table_name = '" + table.replace("'", "''")
                                + "' AND data_type = 'set'")) {
            while (result.next()) {
                sets.add(result.getString(1));
            }
        }
        return sets;
    }

    /** Returns the columns of a table's indexes, unique ones marked. */
    public SortedSet<String> indexes(String table) throws SQLException {
        SortedMap<String, SortedMap<Short, String>> columns = new TreeMap<>();
        SortedMap<String, Boolean> unique = new TreeMap<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet result = data.getIndexInfo(mySql ? schema : null, mySql ? null : schema, table, false, true)) {
            while (result.next()) {
                String name = result.getString("INDEX_NAME");
                if (name != null) {
                    String column =
                            String.valueOf(result.getString("COLUMN_NAME")).replace("\"", "");
                    columns.computeIfAbsent(name, n -> new TreeMap<>())
                            .put(result.getShort("ORDINAL_POSITION"), column);
                    unique.put(name, !result.getBoolean("NON_UNIQUE"));
                }
            }
        }
        SortedSet<String> indexes = new TreeSet<>();
        columns.forEach(
                (name, list) -> indexes.add((Boolean.TRUE.equals(unique.get(name)) ? "unique " : "") + list.values()));
        return indexes;
    }

    /** Returns a table's foreign keys: columns, the other table's columns. */
    public SortedSet<String> foreignKeys(String table) throws SQLException {
        SortedMap<String, SortedMap<Short, String>> pairs = new TreeMap<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet result = data.getImportedKeys(mySql ? schema : null, mySql ? null : schema, table)) {
            while (result.next()) {
                pairs.computeIfAbsent(
                                result.getString("PKTABLE_NAME") + " " + result.getString("FK_NAME"),
                                n -> new TreeMap<>())
                        .put(
                                result.getShort("KEY_SEQ"),
                                result.getString("FKCOLUMN_NAME") + " = " + result.getString("PKCOLUMN_NAME"));
            }
        }
        SortedSet<String> keys = new TreeSet<>();
        for (Map.Entry<String, SortedMap<Short, String>> key : pairs.entrySet()) {
            keys.add(key.getKey().substring(0, key.getKey().indexOf(' ')) + " "
                    + key.getValue().values());
        }
        return keys;
    }

    /** Returns how many rows of each table Rowlift's ledger counts. */
    public SortedMap<String, Long> ledger() throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT table_name, sum(rows_written), min(done) FROM rowlift_ledger GROUP BY table_name")) {
            while (result.next()) {
                rows.put(result.getString(1), result.getInt(3) == 1 ? result.getLong(2) : -1);
            }
        }
        return rows;
    }

    private String quoted(String name) {
        return mySql ? "`" + name.replace("`", "``") + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
