package io.rowlift.endurance;

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
import java.util.UUID;

/** A narrow table of many rows in PostgreSQL, each of which becomes an item whose key is proved. */
final class Readings implements AutoCloseable {

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables:
              readings: { partition: PK }
            entities:
              Reading:
                from: readings
                items:
                  - key: { PK: "READING#{id}" }
                    attributes: [device, label, level]
            """;

    private final DatabaseServer server = Servers.postgres();
    private final String database = "readings" + UUID.randomUUID().toString().replace("-", "");

    /** Fills the table; a row is about 60 bytes. */
    Readings(long rows) throws SQLException {
        server.createDatabase(database);
        sql(
                database,
                "create unlogged table readings (id bigint not null, device integer not null,"
                        + " label varchar(32) not null, level numeric(8, 2))",
                "insert into readings select n, n % 1000, 'reading ' || n, (n % 10000) / 100.0 from generate_series(1, "
                        + rows + ") n",
                "alter table readings add primary key (id)",
                "analyze readings");
    }

    private void sql(String where, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(where), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Writes the files of a migration that has not begun, and returns the job file. Ranges are small, so that all workers
     * are at work whatever the size of the table.
     */
    Path job(Path directory, URI endpoint) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("password"), server.password());
        Files.writeString(directory.resolve("readings.dynamodb.yaml"), MAPPING);
        return Files.writeString(directory.resolve("readings.yaml"), """
                version: 1
                name: readings
                mapping: readings.dynamodb.yaml
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  dynamodb: { endpoint: "%s", tables: { readings: readings-%s } }
                load: { rangeRows: 50000 }
                state: { directory: state }
                """.formatted(
                        server.jdbcUrl(database),
                        server.username(),
                        directory.resolve("password"),
                        endpoint,
                        UUID.randomUUID()));
    }

    /** Ten million rows are not for the tests that follow. */
    @Override
    public void close() throws SQLException {
        sql("postgres", "drop database " + database + " with (force)");
    }
}
