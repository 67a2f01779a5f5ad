package io.rowlift.realdata;

import io.rowlift.servers.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The source by plain JDBC, for the oracle. Shares nothing with Rowlift's own way of reading. */
final class PlainSource implements AutoCloseable {

    private final Connection connection;
    private final Product product;
    private final Set<String> carried = new TreeSet<>();

    private PlainSource(Connection connection, Product product) {
        this.connection = connection;
        this.product = product;
    }

    static PlainSource open(DatabaseServer server, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.username());
        properties.setProperty("password", server.password());
        properties.setProperty("tinyInt1isBit", "false");
        String url = server.jdbcUrl(database);
        Product product = url.startsWith("jdbc:postgresql:") ? Product.POSTGRESQL : Product.MYSQL;
        PlainSource source = new PlainSource(DriverManager.getConnection(url, properties), product);
        source.execute(product.utc());
        return source;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns all rows of a table or view. */
    List<SourceRow> table(String name) {
        return rows(name, "select * from " + product.quote(name));
    }

    /**
     * Returns the rows of a query, sorted.
     *
     * @param table the table whose columns the query brings, for {@link #uncarried}
     * @param orderBy columns of the query, one of them perhaps followed by {@code desc}
     */
    List<SourceRow> rows(String table, String sql, String... orderBy) {
        try (Statement statement = connection.createStatement()) {
            List<Column> columns = columns(statement, sql);
            List<String> texts = columns.stream()
                    .map(c -> product.asText("q." + product.quote(c.name()), c.type()))
                    .toList();
            // with "q." they are the columns and not their texts
            String order = orderBy.length == 0 ? "" : " order by q." + String.join(", q.", orderBy);
            String query = "select " + String.join(", ", texts) + " from (" + sql + ") q" + order;
            List<SourceRow> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows.add(row(result, columns, table));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns what the rows of a query become, by the text of a column that names their parent. */
    Map<String, List<Object>> children(
            String table, String sql, String parent, Function<SourceRow, Object> child, String... orderBy) {
        Map<String, List<Object>> children = new LinkedHashMap<>();
        for (SourceRow row : rows(table, sql, orderBy)) {
            if (!row.isNull(parent)) {
                children.computeIfAbsent(row.text(parent), p -> new ArrayList<>())
                        .add(child.apply(row));
            }
        }
        return children;
    }

    long count(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns all tables, without views and without the partitions of a table. */
    List<String> baseTables() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(product.baseTables())) {
            List<String> names = new ArrayList<>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        }
    }

    String quote(String name) {
        return product.quote(name);
    }

    /** Returns every {@code table.column} of tables with rows that no expectation has used as a value so far. */
    List<String> uncarried() throws SQLException {
        List<String> uncarried = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : baseTables()) {
                if (count("select count(*) from " + quote(table)) == 0) {
                    continue;
                }
                for (Column column : columns(statement, "select * from " + quote(table))) {
                    uncarried.add(table + "." + column.name());
                }
            }
        }
        uncarried.removeAll(carried);
        return uncarried;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private record Column(String name, String type, int jdbcType, int scale) {}

    private static List<Column> columns(Statement statement, String sql) throws SQLException {
        try (ResultSet nothing = statement.executeQuery("select * from (" + sql + ") q where 1 = 0")) {
            ResultSetMetaData data = nothing.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(new Column(
                        data.getColumnLabel(i), data.getColumnTypeName(i), data.getColumnType(i), data.getScale(i)));
            }
            return columns;
        }
    }

    private SourceRow row(ResultSet result, List<Column> columns, String table) throws SQLException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = result.getString(i + 1);
            if (text != null) {
                texts.put(column.name(), text);
                values.put(column.name(), product.value(text, column.type(), column.jdbcType(), column.scale()));
            }
        }
        Set<String> names = columns.stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
        return new SourceRow(names, texts, values, column -> carried.add(table + "." + column));
    }
}
