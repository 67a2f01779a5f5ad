package io.rowlift.source;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Runs a dump as its product's own client would, as far as these dumps need it. */
public final class Script {
    private final Connection connection;
    private final String database;
    private final StringBuilder statement = new StringBuilder();
    private String delimiter = ";";
    private boolean quoted;

    public Script(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    public void run(Path file) throws IOException, SQLException {
        StringBuilder copy = null;
        String copySql = null;
        for (String line : Files.readAllLines(file)) {
            if (copy != null) {
                if (line.equals("\\.")) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(copySql, new StringReader(copy.toString()));
                    copy = null;
                } else {
                    copy.append(line).append('\n');
                }
            } else if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
                copySql = line.substring(0, line.length() - 1);
                copy = new StringBuilder();
            } else {
                plain(line);
            }
        }
    }

    private void plain(String line) throws SQLException {
        if (line.startsWith("DELIMITER ")) {
            delimiter = line.substring("DELIMITER ".length()).strip();
            return;
        }
        if (line.startsWith("\\") || (statement.length() == 0 && line.startsWith("--"))) {
            return;
        }
        statement.append(line).append('\n');
        quoted ^= delimiter.equals(";") && line.split("\\$(_|body)?\\$", -1).length % 2 == 0;
        String text = statement.toString().strip();
        if (!quoted && text.endsWith(delimiter)) {
            execute(text.substring(0, text.length() - delimiter.length()));
            statement.setLength(0);
        }
    }

    private void execute(String sql) throws SQLException {
        String plain = sql.replaceAll("(?s)/\\*[^!].*?\\*/", "")
                .replaceAll("(?m)^\\s*#.*$", "")
                .replace("sakila.", "")
                .strip();
        if (plain.isEmpty()
                || plain.matches(
                        "(?is)(CREATE|DROP) DATABASE .*|USE .*|.* OWNER TO .*|COMMIT|/\\*!40000 (DROP|CREATE).*")) {
            return;
        }
        try (Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            run.execute(plain);
        } catch (SQLException e) {
            throw new SQLException(
                    database + ": " + plain.substring(0, Math.min(200, plain.length())) + ": " + e.getMessage(), e);
        }
    }
}
