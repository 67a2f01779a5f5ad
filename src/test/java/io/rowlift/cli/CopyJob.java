package io.rowlift.cli;

import io.rowlift.cli.Shell.Answer;
import io.rowlift.servers.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A job that copies one new database into another new one.
 *
 * @param directory where its files are
 * @param kind what the job calls the target
 */
record CopyJob(Path directory, DatabaseServer from, String source, DatabaseServer to, String target, String kind) {

    static CopyJob of(Path directory, DatabaseServer from, DatabaseServer to, String kind) {
        String id = UUID.randomUUID().toString().replace("-", "");
        from.createDatabase("from" + id);
        to.createDatabase("to" + id);
        return new CopyJob(directory, from, "from" + id, to, "to" + id, kind);
    }

    /** Runs a command on the job. */
    Answer run(String mapping, String command, String... more) throws IOException {
        return runWith(mapping, "", "state", command, more);
    }

    /**
     * Runs a command on the job.
     *
     * @param settings further ones of the target, each behind a comma
     * @param state its directory
     */
    Answer runWith(String mapping, String settings, String state, String command, String... more) throws IOException {
        Files.writeString(directory.resolve("mapping.yaml"), mapping);
        Path job = Files.writeString(directory.resolve("copy.yaml"), """
                version: 1
                name: copy
                source: { url: "%s", username: "%s", password: "${file:%s}" }
                target:
                  %s: { url: "%s", username: "%s", password: "${file:%s}"%s }
                mapping: mapping.yaml
                state: { directory: %s }
                """.formatted(
                        from.jdbcUrl(source),
                        from.username(),
                        Files.writeString(directory.resolve("from"), from.password()),
                        kind,
                        to.jdbcUrl(target),
                        to.username(),
                        Files.writeString(directory.resolve("to"), to.password()),
                        settings,
                        state));
        List<String> arguments = new ArrayList<>(List.of(command, job.toString()));
        arguments.addAll(List.of(more));
        return new Shell(new Wiring(), directory.resolve(".rowlift")).run(arguments.toArray(String[]::new));
    }

    void inSource(String... statements) throws SQLException {
        execute(from, source, statements);
    }

    void inTarget(String... statements) throws SQLException {
        execute(to, target, statements);
    }

    private static void execute(DatabaseServer server, String database, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Returns the rows that the target answers with, values separated by a bar. */
    List<String> found(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(to.jdbcUrl(target), to.username(), to.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
