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

/** A job over many rows in a PostgreSQL database of its own. */
final class LargeJob implements AutoCloseable {

    private final DatabaseServer server = Servers.postgres();
    private final String name;
    private final String mapping;
    private final String database;

    /**
     * Fills the database.
     *
     * @param name of the job and of the mapping's only table
     * @param statements make the rows
     */
    LargeJob(String name, String mapping, String... statements) throws SQLException {
        this.name = name;
        this.mapping = mapping;
        this.database = name + UUID.randomUUID().toString().replace("-", "");
        server.createDatabase(database);
        sql(database, statements);
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
    Path files(Path directory, URI endpoint) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("password"), server.password());
        Files.writeString(directory.resolve(name + ".dynamodb.yaml"), mapping);
        return Files.writeString(directory.resolve(name + ".yaml"), """
                version: 1
                name: %s
                mapping: %s.dynamodb.yaml
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  dynamodb: { endpoint: "%s", tables: { %s: %s-%s } }
                load: { rangeRows: 50000 }
                state: { directory: state }
                """.formatted(
                        name,
                        name,
                        server.jdbcUrl(database),
                        server.username(),
                        directory.resolve("password"),
                        endpoint,
                        name,
                        name,
                        UUID.randomUUID()));
    }

    /** Ten million rows are not for the tests that follow. */
    @Override
    public void close() throws SQLException {
        sql("postgres", "drop database " + database + " with (force)");
    }
}
