package io.rowlift.endurance;

import io.rowlift.endurance.Shop.Product;
import io.rowlift.servers.DatabaseServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A market whose rows are written all the time, and a mapping in which one change reaches far: joins over two hops, embeds
 * in embeds, repeated items, composite keys, a table that refers to itself, a filter, and keys that move.
 */
final class Market {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              market: { partition: PK, sort: SK, indexes: { GSI1: { partition: G1, sort: SK } } }
            entities:
              User:
                from: users
                join: { country: { table: countries, on: { country_id: id } } }
                columns:
                  orders:
                    sql: "(select count(*) from orders o where o.user_id = users.id)"
                    reads: { orders: { user_id: id } }
                items:
                  - key: { PK: "USER#{id}", SK: "PROFILE" }
                    attributes: [name, email, orders, { country: country.name }]
                  - when: "email is not null"
                    key: { PK: "EMAIL#{email|lower}", SK: "UNIQUE" }
                    attributes: [{ user_id: id }]
              Order:
                from: orders
                where: "deleted = 0"
                join:
                  customer: { table: users, on: { user_id: id } }
                  country: { table: countries, on: { customer.country_id: id } }
                embed:
                  lines:
                    table: order_lines
                    on: { id: order_id }
                    orderBy: [line_no]
                    limit: 3
                    join: { product: { table: products, on: { product_id: id } } }
                    embed:
                      notes: { table: notes, on: { order_id: order_id, line_no: line_no }, orderBy: [id], max: 50, attributes: [text] }
                    attributes: [line_no, qty, { product: product.name }, notes]
                items:
                  - key: { PK: "ORDER#{id}", SK: "META" }
                    index: { G1: "COUNTRY#{country.name}" }
                    attributes: [status, { customer: customer.name }, { country: country.name }, lines]
                  - key: { PK: "USER#{user_id}", SK: "ORDER#{status}#{id}" }
                    attributes: [status]
                  - each: { line: lines }
                    key: { PK: "PRODUCT#{line.product_id}", SK: "ORDER#{id}#{line.line_no}" }
                    attributes: [{ qty: line.qty }]
              Line:
                from: order_lines
                join:
                  product: { table: products, on: { product_id: id } }
                  category: { table: categories, on: { product.category_id: id } }
                items:
                  - key: { PK: "ORDER#{order_id}", SK: "LINE#{line_no}" }
                    attributes: [qty, { product: product.name }, { category: category.name }]
              Category:
                from: categories
                join: { parent: { table: categories, on: { parent_id: id } } }
                items:
                  - key: { PK: "CATEGORY#{id}", SK: "META" }
                    attributes: [name, { parent: parent.name }]
            """;

    private static final List<String> TABLES =
            List.of("notes", "order_lines", "orders", "products", "categories", "users", "countries");

    private final Product product;
    private final DatabaseServer server;
    private final String database = "market" + UUID.randomUUID().toString().replace("-", "");

    Market(Product product) throws SQLException {
        this(product, List.of());
    }

    /**
     * Makes a market whose tables refer to each other by foreign keys; on PostgreSQL with actions, which MySQL does not log.
     */
    static Market constrained(Product product) throws SQLException {
        boolean actions = product == Product.POSTGRESQL;
        String gone = actions ? " on delete cascade on update cascade" : "";
        String empty = actions ? " on delete set null" : "";
        return new Market(
                product,
                List.of(
                        "alter table users add foreign key (country_id) references countries (id)" + empty,
                        "alter table categories add foreign key (parent_id) references categories (id)" + empty,
                        "alter table products add foreign key (category_id) references categories (id)" + empty,
                        "alter table orders add foreign key (user_id) references users (id)" + gone,
                        "alter table order_lines add foreign key (order_id) references orders (id)" + gone,
                        "alter table order_lines add foreign key (product_id) references products (id)" + gone,
                        "alter table notes add foreign key (order_id, line_no) references order_lines (order_id, line_no)"
                                + gone,
                        "create unique index users_email on users (email)"));
    }

    private Market(Product product, List<String> constraints) throws SQLException {
        this.product = product;
        this.server = product.server();
        server.createDatabase(database);
        List<String> statements = new ArrayList<>(List.of(
                "create table countries (id bigint primary key, name varchar(50) not null)",
                "create table users (id bigint primary key, name varchar(50) not null, email varchar(100), country_id"
                        + " bigint)",
                "create table categories (id bigint primary key, parent_id bigint, name varchar(50) not null)",
                "create table products (id bigint primary key, name varchar(50) not null, category_id bigint)",
                "create table orders (id bigint primary key, user_id bigint not null, status varchar(10) not null,"
                        + " deleted smallint not null)",
                "create table order_lines (order_id bigint not null, line_no integer not null, product_id bigint not"
                        + " null, qty integer not null, primary key (order_id, line_no))",
                "create table notes (id bigint primary key, order_id bigint not null, line_no integer not null, text"
                        + " varchar(100) not null)",
                "create index users_country on users (country_id)",
                "create index categories_parent on categories (parent_id)",
                "create index products_category on products (category_id)",
                "create index orders_user on orders (user_id)",
                "create index lines_product on order_lines (product_id)",
                "create index notes_line on notes (order_id, line_no)"));
        statements.addAll(constraints);
        if (product == Product.POSTGRESQL) {
            TABLES.forEach(table -> statements.add("alter table " + table + " replica identity full"));
        }
        try (Connection connection = connect()) {
            for (String statement : statements) {
                run(connection, statement);
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Writes what is there before the load. */
    void fill(Random random) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 1500; i++) {
                change(connection, random, false);
            }
            connection.commit();
        }
    }

    /**
     * Commits a transaction of some changes.
     *
     * @return how many
     */
    int transaction(Connection connection, Random random) throws SQLException {
        int changes = random.nextInt(10) == 0 ? 50 + random.nextInt(200) : 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            change(connection, random, product == Product.POSTGRESQL);
        }
        if (random.nextInt(20) == 0) {
            connection.rollback();
            return 0;
        }
        connection.commit();
        return changes;
    }

    /** What a constraint forbids does not happen. */
    private void change(Connection connection, Random random, boolean truncate) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            write(connection, random, truncate);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith("23")) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    private void write(Connection connection, Random random, boolean truncate) throws SQLException {
        long user = 1L + random.nextInt(60);
        long order = 1L + random.nextInt(200);
        long country = 1L + random.nextInt(6);
        long category = 1L + random.nextInt(12);
        long item = 1L + random.nextInt(40);
        int line = 1 + random.nextInt(5);
        String name = "'n" + random.nextInt(1000) + "'";
        switch (random.nextInt(24)) {
            case 0 -> put(connection, "countries", "id, name", "" + country, name);
            case 1 -> run(connection, "update countries set name = " + name + " where id = " + country);
            case 2, 3 -> put(connection, "users", "id, name, country_id", "" + user, name + ", " + country);
            case 4 -> run(connection, "update users set country_id = " + country + " where id = " + user);
            case 5 -> takeEmail(connection, user, random);
            case 6 -> renumber(connection, user, user + 1000);
            case 7 -> renumber(connection, user + 1000, user);
            case 8 -> put(connection, "categories", "id, parent_id, name", "" + category, category / 2 + ", " + name);
            case 9 -> run(connection, "update categories set name = " + name + " where id = " + category);
            case 10 -> put(connection, "products", "id, name, category_id", "" + item, name + ", " + category);
            case 11 ->
                run(
                        connection,
                        "update products set name = " + name + ", category_id = " + category + " where id = " + item);
            case 12, 13 -> put(connection, "orders", "id, user_id, status, deleted", "" + order, user + ", 'new', 0");
            case 14 -> run(connection, "update orders set user_id = " + user + " where id = " + order);
            case 15 ->
                run(
                        connection,
                        "update orders set status = " + (random.nextBoolean() ? "'paid'" : "'new'") + " where id = "
                                + order);
            case 16 -> run(connection, "update orders set deleted = 1 - deleted where id = " + order);
            case 17 -> delete(connection, random, user, order, item);
            case 18, 19 ->
                put(
                        connection,
                        "order_lines",
                        "order_id, line_no, product_id, qty",
                        order + ", " + line,
                        item + ", " + random.nextInt(9));
            case 20 ->
                run(
                        connection,
                        "update order_lines set qty = qty + 1, product_id = " + item + " where order_id = " + order);
            case 21 -> move(connection, order, line, 1 + random.nextInt(200));
            case 22 ->
                put(
                        connection,
                        "notes",
                        "id, order_id, line_no, text",
                        "" + random.nextInt(400),
                        order + ", " + line + ", " + name);
            default -> {
                if (truncate && random.nextInt(400) == 0) {
                    run(connection, "truncate notes");
                } else {
                    run(connection, "update notes set order_id = " + order + " where id = " + random.nextInt(400));
                }
            }
        }
    }

    /** Inserts a row unless its key is there. */
    private static void put(Connection connection, String table, String columns, String key, String rest)
            throws SQLException {
        String[] names = columns.split(", ", -1);
        String[] values = key.split(", ", -1);
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            where.append(i == 0 ? "" : " and ").append(names[i]).append(" = ").append(values[i]);
        }
        if (run(connection, "update " + table + " set " + names[0] + " = " + names[0] + " where " + where) == 0
                && !exists(connection, table, where.toString())) {
            run(connection, "insert into " + table + " (" + columns + ") values (" + key + ", " + rest + ")");
        }
    }

    private static boolean exists(Connection connection, String table, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table + " where " + where)) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    /** Takes an e-mail address from whoever has it: the same key for another row. */
    private static void takeEmail(Connection connection, long user, Random random) throws SQLException {
        String email = "'m" + random.nextInt(30) + "@example.com'";
        run(connection, "update users set email = null where email = " + email);
        run(connection, "update users set email = " + email + " where id = " + user);
    }

    private static void delete(Connection connection, Random random, long user, long order, long item)
            throws SQLException {
        switch (random.nextInt(4)) {
            case 0 -> run(connection, "delete from users where id = " + user);
            case 1 -> run(connection, "delete from orders where id = " + order);
            case 2 -> run(connection, "delete from order_lines where order_id = " + order + " and line_no = 2");
            default -> run(connection, "delete from products where id = " + item);
        }
    }

    /** Changes a key, unless another row has it. */
    private static void renumber(Connection connection, long from, long to) throws SQLException {
        if (!exists(connection, "users", "id = " + to)) {
            run(connection, "update users set id = " + to + " where id = " + from);
        }
    }

    private static void move(Connection connection, long order, int line, long to) throws SQLException {
        String where = "order_id = " + to + " and line_no = " + line;
        if (!exists(connection, "order_lines", where)) {
            run(
                    connection,
                    "update order_lines set order_id = " + to + " where order_id = " + order + " and line_no = "
                            + line);
        }
    }

    /** Writes a job that copies the market to a database of its own and follows it. */
    Path copyJob(Path directory, Product to) throws IOException, SQLException {
        Files.createDirectories(directory);
        DatabaseServer target = to.server();
        String name = "stall" + UUID.randomUUID().toString().replace("-", "");
        target.createDatabase(name);
        Files.writeString(directory.resolve("password"), server.password());
        Files.writeString(directory.resolve("target-password"), target.password());
        return Files.writeString(directory.resolve("market.yaml"), """
                version: 1
                name: market
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  %s: { url: "%s", username: %s, password: "${file:%s}" }
                load: { workers: 3, chunk: 50, rangeRows: 100 }
                state: { directory: state }
                sync: { mode: log }
                """.formatted(
                        server.jdbcUrl(database),
                        server.username(),
                        directory.resolve("password"),
                        to == Product.POSTGRESQL ? "postgresql" : "mysql",
                        target.jdbcUrl(name),
                        target.username(),
                        directory.resolve("target-password")));
    }

    /** Writes a job that follows the market, to a table of its own. */
    Path job(Path directory, URI endpoint) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("password"), server.password());
        Files.writeString(directory.resolve("market.dynamodb.yaml"), MAPPING);
        return Files.writeString(directory.resolve("market.yaml"), """
                version: 1
                name: market
                mapping: market.dynamodb.yaml
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  dynamodb: { endpoint: "%s", tables: { market: market-%s } }
                load: { workers: 3, chunk: 50, rangeRows: 100 }
                state: { directory: state }
                sync: { mode: log }
                """.formatted(
                        server.jdbcUrl(database),
                        server.username(),
                        directory.resolve("password"),
                        endpoint,
                        UUID.randomUUID()));
    }
}
