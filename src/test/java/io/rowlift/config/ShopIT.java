package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Seeds the demo's shop on real servers and runs all SQL of the mappings that ship for it. */
class ShopIT {

    private static final Map<String, Long> ROWS =
            Map.of("users", 5000L, "orders", 10200L, "order_items", 33660L, "products", 2000L, "countries", 200L);

    @Test
    void postgres() throws Exception {
        try (Connection connection = seeded(Servers.postgres(), "shop_postgres", "shop.sql")) {
            checkShop(connection);
            assertThat(one(connection, "select count(*) from orders where tags is null"))
                    .isEqualTo(1275);
            assertThat(one(connection, "select count(*) from orders where tags = '{}'"))
                    .isEqualTo(1275);
            assertThat(
                            one(
                                    connection,
                                    "select count(*) from orders, unnest(tags) t group by id, t having count(*) > 1 union all select 0"))
                    .as("a tag twice on one order")
                    .isZero();
            runSqlOf("mappings/shop.dynamodb.yaml", connection, "'1'");
        }
    }

    @Test
    void seedIsTheSameEachTime() throws Exception {
        String digest = "select md5(string_agg(t::text, '|' order by t::text)) from (select o::text from orders o "
                + "union all select u::text from users u union all select i::text from order_items i) as t(t)";
        try (Connection first = seeded(Servers.postgres(), "shop_first", "shop.sql");
                Connection second = seeded(Servers.postgres(), "shop_second", "shop.sql");
                ResultSet a = first.createStatement().executeQuery(digest);
                ResultSet b = second.createStatement().executeQuery(digest)) {
            assertThat(a.next() && b.next()).isTrue();
            assertThat(a.getString(1)).hasSize(32).isEqualTo(b.getString(1));
        }
    }

    @Test
    void mysql() throws Exception {
        try (Connection connection = seeded(Servers.mysql(), "shop_mysql", "shop-mysql.sql")) {
            checkShop(connection);
            assertThat(one(connection, "select count(*) from orders where tags is null"))
                    .isEqualTo(1275);
            assertThat(one(connection, "select count(*) from orders where json_length(tags) = 0"))
                    .isEqualTo(1275);
            runSqlOf("mappings/shop-mysql.dynamodb.yaml", connection, "'1'");
        }
    }

    private static void checkShop(Connection connection) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String table : ROWS.keySet()) {
            found.put(table, one(connection, "select count(*) from " + table));
        }
        assertThat(found).isEqualTo(ROWS);
        assertThat(one(connection, "select count(*) from users where email is null"))
                .isEqualTo(200);
        assertThat(one(connection, "select count(distinct lower(email)) from users"))
                .isEqualTo(4800);
        assertThat(one(connection, "select count(*) from orders where deleted_at is not null"))
                .isEqualTo(208);
        assertThat(one(connection, "select count(*) from orders where total <= 0"))
                .isZero();
        assertThat(one(connection, "select count(*) from users where id not in (select user_id from orders)"))
                .isEqualTo(1000);
    }

    /** Runs each fragment where Rowlift puts it: over the entity's table; and each pattern with some parameter. */
    private static void runSqlOf(String file, Connection connection, String parameter) throws SQLException {
        Mapping mapping = MappingFiles.read(Path.of(file));
        long selected = 0;
        for (Entity entity : mapping.entities().values()) {
            Aggregate read = entity.aggregate();
            String columns = Stream.concat(
                            read.columns().stream().map(c -> c.sql().text()),
                            read.conditions().stream().map(c -> "(" + c.text() + ")"))
                    .map(sql -> ", count(" + sql + ")")
                    .collect(Collectors.joining());
            String where = read.where() == null ? "" : " where " + read.where().text();
            selected += one(connection, "select count(*)" + columns + " from " + read.from() + where);
        }
        assertThat(selected).isEqualTo(5000 + 9992 + 32970 + 2000 + 200);
        for (Mapping.AccessPattern pattern : mapping.patterns().values()) {
            String value = pattern.query().containsKey("GSI1SK") ? "'2025-02-01T00:00:00.000000Z'" : parameter;
            String sql = pattern.sql()
                    .replaceAll("(?<!:):created_at", value)
                    .replaceAll("(?<!:):status", "'paid'")
                    .replaceAll("(?<!:):tag", "'gift'")
                    .replaceAll("(?<!:):email", "'user1@EXAMPLE.com'")
                    .replaceAll("(?<!:):[a-z_]+", parameter);
            assertThat(one(connection, sql)).as(pattern.name()).isPositive();
        }
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }

    private static Connection seeded(DatabaseServer server, String database, String script)
            throws SQLException, IOException {
        server.createDatabase(database);
        Connection connection =
                DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
        try (InputStream in = ShopIT.class.getResourceAsStream("/io/rowlift/demo/" + script);
                Statement statement = connection.createStatement()) {
            for (String sql : new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\R", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        return connection;
    }
}
