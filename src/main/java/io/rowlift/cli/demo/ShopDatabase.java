package io.rowlift.cli.demo;

import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo's source database: seeds it, and asks it what the access patterns ask the target. */
public final class ShopDatabase implements AutoCloseable {

    private static final String SCRIPT = "/io/rowlift/demo/shop.sql";
    private static final List<String> TABLES = List.of("countries", "users", "products", "orders", "order_items");
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

    private final Connection connection;

    private ShopDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Creates the database on the demo's server and fills it. */
    public static ShopDatabase seed(DemoServers servers) {
        try {
            try (Connection admin = connect(servers, "postgres");
                    Statement statement = admin.createStatement()) {
                statement.execute("create database shop");
            }
            Connection connection = connect(servers, "shop");
            try (Statement statement = connection.createStatement()) {
                for (String sql : script().split(";\\s*\\n", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            return new ShopDatabase(connection);
        } catch (SQLException | IOException e) {
            throw new FailedException("the demo's shop cannot be filled", "run the demo again", e);
        }
    }

    private static Connection connect(DemoServers servers, String database) throws SQLException {
        return DriverManager.getConnection(servers.postgresUrl(database), servers.username(), servers.password());
    }

    private static String script() throws IOException {
        try (InputStream script = ShopDatabase.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is not on the classpath");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the number of rows of all tables. */
    public long rows() {
        long rows = 0;
        for (String table : TABLES) {
            rows += count("select count(*) from " + table, Map.of());
        }
        return rows;
    }

    /**
     * Returns what a counting query of an access pattern answers, 0 when it returns no row.
     *
     * @param sql with {@code :name} parameters
     * @param values by parameter, as text
     */
    public long count(String sql, Map<String, String> values) {
        List<String> bound = new ArrayList<>();
        Matcher parameters = PARAMETER.matcher(sql);
        while (parameters.find()) {
            String value = values.get(parameters.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for the parameter \"" + parameters.group(1) + "\"");
            }
            bound.add(value);
        }
        try (PreparedStatement statement =
                connection.prepareStatement(parameters.reset().replaceAll("?"))) {
            for (int i = 0; i < bound.size(); i++) {
                // without a type, so that the server takes the text for what the comparison needs
                statement.setObject(i + 1, bound.get(i), Types.OTHER);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new FailedException("the demo's shop does not answer", "run the demo again", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server is about to be stopped anyway
        }
    }
}
