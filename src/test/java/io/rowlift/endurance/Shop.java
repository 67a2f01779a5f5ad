package io.rowlift.endurance;

import io.rowlift.program.Program;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * A small shop in a database of its own, and a mapping that has a bit of everything: proved and checked keys, rows with
 * two items, embedded children, and rows that are rejected.
 */
final class Shop {

    static final int USERS = 600;
    static final int ORDERS = 900;
    static final int REJECTED = ORDERS / 60;
    static final int ITEMS_PER_ROW = 2;
    static final int WORKERS = 3;
    static final int CHUNK = 50;

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              shop: { partition: PK, sort: SK, ttl: expires }
            entities:
              User:
                from: users
                items:
                  - key: { PK: "USER#{id}", SK: "PROFILE" }
                    attributes: [name, email, balance]
                  - when: "email is not null"
                    key: { PK: "EMAIL#{email}", SK: "UNIQUE" }
                    attributes: [{ user_id: id }]
              Order:
                from: orders
                embed:
                  lines: { table: order_lines, on: { id: order_id }, orderBy: [id], max: 50, attributes: [qty, price] }
                items:
                  - key: { PK: "USER#{user_id}", SK: "ORDER#{id}" }
                    attributes: ["*", lines]
                  - key: { PK: "CODE#{code}", SK: "ORDER" }
                    attributes: [id]
            patterns:
              ordersOfUser:
                query: { PK: "USER#{user_id}", SK: { beginsWith: "ORDER#" } }
                sql: "select count(*) from orders where user_id = :user_id and code is not null"
              userByEmail:
                query: { PK: "EMAIL#{email}", SK: "UNIQUE" }
                sql: "select count(*) from users where email = :email"
            """;

    private final DatabaseServer server;
    private final String database = "endurance" + UUID.randomUUID().toString().replace("-", "");

    Shop(DatabaseServer server) throws SQLException {
        this.server = server;
        server.createDatabase(database);
        sql(
                "create table users (id bigint primary key, email varchar(200) unique, name varchar(100) not null,"
                        + " balance numeric(20, 6))",
                "create table orders (id bigint primary key, user_id bigint not null, code varchar(20),"
                        + " total numeric(10, 2) not null, paid boolean not null)",
                "create table order_lines (id bigint primary key, order_id bigint not null, qty integer not null,"
                        + " price numeric(10, 2) not null)",
                "create index lines_order on order_lines (order_id)",
                insert("users", USERS, Shop::user),
                insert("orders", ORDERS, Shop::order),
                insert("order_lines", 2 * ORDERS, Shop::line));
    }

    static Shop on(Product product) throws SQLException {
        return new Shop(product.server());
    }

    /** Where the rows come from. */
    enum Product {
        POSTGRESQL,
        MYSQL;

        DatabaseServer server() {
            return switch (this) {
                case POSTGRESQL -> Servers.postgres();
                case MYSQL -> Servers.mysql();
            };
        }
    }

    private static String user(int id) {
        String email = id % 7 == 0 ? "null" : "'user" + id + "@example.com'";
        return "(" + id + ", " + email + ", 'Zoë No. " + id + "', " + (id % 5 == 0 ? "null" : id + ".25") + ")";
    }

    /** Every 60th has no code, which its key needs. */
    private static String order(int id) {
        String code = id % 60 == 0 ? "null" : "'C-" + id + "'";
        return "(" + id + ", " + (1 + id * 7 % USERS) + ", " + code + ", " + id + ".50, " + (id % 2 == 0) + ")";
    }

    private static String line(int id) {
        return "(" + id + ", " + (1 + id * 13 % ORDERS) + ", " + (1 + id % 9) + ", " + id + ".10)";
    }

    private static String insert(String table, int rows, IntFunction<String> row) {
        StringJoiner statement = new StringJoiner(", ", "insert into " + table + " values ", "");
        for (int id = 1; id <= rows; id++) {
            statement.add(row.apply(id));
        }
        return statement.toString();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A migration of the shop that has not begun, to a table of its own: its files are in the directory. */
    Migrated migration(Path directory, URI endpoint) throws IOException {
        Files.createDirectories(directory);
        String table = "endurance-" + UUID.randomUUID();
        Files.writeString(directory.resolve("password"), server.password());
        Files.writeString(directory.resolve("shop.dynamodb.yaml"), MAPPING);
        Path job = Files.writeString(directory.resolve("shop.yaml"), """
                version: 1
                name: endurance
                mapping: shop.dynamodb.yaml
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  dynamodb: { endpoint: "%s", tables: { shop: %s } }
                load: { workers: %d, chunk: %d, rangeRows: 200 }
                rejects: { limit: 100 }
                state: { directory: state }
                """.formatted(
                        server.jdbcUrl(database),
                        server.username(),
                        directory.resolve("password"),
                        endpoint,
                        table,
                        WORKERS,
                        CHUNK));
        return new Migrated(directory, job, table);
    }

    /** A migration of the shop. */
    record Migrated(Path directory, Path job, String table) {

        /** Compares, or goes on with it. */
        Program.Running verify(String... options) throws IOException {
            List<String> arguments = new ArrayList<>(List.of("verify", job.toString(), "--json", "--keys", "5000"));
            arguments.addAll(List.of(options));
            return new Program(directory).start(arguments.toArray(String[]::new));
        }

        /** Begins it or goes on with it. */
        Program.Running start() throws IOException {
            return Program.startingFast(directory).start("migrate", job.toString(), "--json");
        }
    }
}
