package io.rowlift.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The few statements that starting and preparing a server takes. */
record Jdbc(String url, String username, String password) {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** What is known about a server before it lets anybody in. */
    interface Startable {
        boolean isAlive();

        String log();
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ServerException("failed at " + url + ": " + sql, e);
        }
    }

    /** Returns as soon as the server lets somebody in. */
    void awaitStart(Startable server) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > limit) {
                    throw new ServerException(
                            "no connection to " + url + "; the server's log ends:\n" + server.log(), e);
                }
                pause();
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw ServerProcess.interrupted(e);
        }
    }
}
