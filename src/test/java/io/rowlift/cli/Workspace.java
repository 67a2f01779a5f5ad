package io.rowlift.cli;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A small shop on a real database, with mapping and job files for a DynamoDB table of its own. */
final class Workspace implements AutoCloseable {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              main: { partition: PK, sort: SK }
            entities:
              User:
                from: users
                items:
                  - key: { PK: "USER#{id}", SK: "PROFILE" }
                    attributes: [email, name]
              Order:
                from: orders
                items:
                  - key: { PK: "USER#{user_id}", SK: "ORDER#{id}" }
                    attributes: ["*"]
                  - key: { PK: "STATUS#{status}", SK: "ORDER#{id}" }
                    attributes: [total]
            """;

    final Path directory;
    final Path job;
    final String table = "e2e-" + UUID.randomUUID();
    private final DatabaseServer server;
    private final String database = "e2e" + UUID.randomUUID().toString().replace("-", "");
    private String load = "{ workers: 2, chunk: 50, rangeRows: 200 }";
    private String target = "";
    private String rejects = "0";
    private String username;
    private String password;
    final DynamoDbClient dynamodb;

    Workspace(Path directory, DatabaseServer server) throws IOException, SQLException {
        this.directory = directory;
        this.server = server;
        this.username = server.username();
        this.password = server.password();
        this.job = directory.resolve("shop.yaml");
        this.dynamodb = DynamoDbClient.builder()
                .endpointOverride(Servers.dynamodb().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(Apache5HttpClient.create())
                .build();
        server.createDatabase(database);
        sql(
                "create table users (id bigint primary key, email varchar(200), name varchar(100) not null)",
                "create table orders (id bigint primary key, user_id bigint not null, status varchar(20),"
                        + " total numeric(10, 2) not null)");
        mapping(MAPPING);
        write();
    }

    /** Fills both tables: users 1 to n, and two orders for each of them. */
    Workspace rows(int users) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (int id = 1; id <= users; id++) {
                    statement.addBatch(
                            "insert into users values (" + id + ", 'u" + id + "@example.com', 'User " + id + "')");
                    statement.addBatch("insert into orders values (" + id + ", " + id + ", 'new', " + id + ".50)");
                    statement.addBatch(
                            "insert into orders values (" + (users + id) + ", " + id + ", 'paid', " + id + ".25)");
                }
                statement.executeBatch();
            }
            connection.commit();
        }
        return this;
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    void mapping(String text) throws IOException {
        Files.writeString(directory.resolve("shop.dynamodb.yaml"), text);
    }

    void mapping(String from, String to) throws IOException {
        mapping(MAPPING.replace(from, to));
    }

    Workspace load(String text) throws IOException {
        load = text;
        return write();
    }

    Workspace target(String line) throws IOException {
        target = line;
        return write();
    }

    Workspace rejects(String limit) throws IOException {
        rejects = limit;
        return write();
    }

    Workspace login(String name, String secret) throws IOException {
        username = name;
        password = secret;
        return write();
    }

    private Workspace write() throws IOException {
        Files.writeString(directory.resolve("password"), password);
        Files.writeString(job, """
                version: 1
                name: e2e
                mapping: shop.dynamodb.yaml
                source:
                  url: %s
                  username: %s
                  password: ${file:%s}
                target:
                  dynamodb:
                    endpoint: %s
                    tables: { main: %s }
                    %s
                load: %s
                rejects: { limit: %s }
                state: { directory: state }
                """.formatted(
                        server.jdbcUrl(database),
                        username,
                        directory.resolve("password"),
                        Servers.dynamodb().endpoint(),
                        table,
                        target,
                        load,
                        rejects));
        return this;
    }

    Path state() {
        return directory.resolve("state");
    }

    Shell.Answer rowlift(String verb, String... options) {
        return rowlift(new Wiring(), verb, options);
    }

    Shell.Answer rowlift(Parts parts, String verb, String... options) {
        return new Shell(parts, directory.resolve(".rowlift")).run(command(verb, options));
    }

    String[] command(String verb, String... options) {
        String[] all = new String[options.length + 2];
        all[0] = verb;
        all[1] = job.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return all;
    }

    /** Returns all items, for comparison. */
    List<Map<String, AttributeValue>> items() {
        return dynamodb.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .toList();
    }

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
    }

    @Override
    public void close() {
        dynamodb.close();
    }
}
