package io.rowlift.target.postgres;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.target.jdbc.Sessions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Opens sessions that write to PostgreSQL. */
final class PostgresSessions implements Sessions {

    /**
     * What each session begins with: dates are read the same way whatever the server prefers, and no time limit of a role
     * or a service ends a portion or the making of an index. Neon ends transactions that are idle for five minutes.
     * A session whose client has vanished without a word holds its locks until the server asks for it: that is soon, and
     * who waits for such a lock hears of a stop in between.
     */
    private static final List<String> SESSION = List.of(
            "SET TimeZone = 'UTC'",
            "SET DateStyle = 'ISO, YMD'",
            "SET IntervalStyle = 'postgres'",
            "SET standard_conforming_strings = on",
            "SET row_security = off",
            "SET statement_timeout = 0",
            "SET lock_timeout = '60s'",
            "SET tcp_keepalives_idle = 30",
            "SET tcp_keepalives_interval = 10",
            "SET tcp_keepalives_count = 3",
            "SET idle_in_transaction_session_timeout = 0");

    private final String address;
    private final Properties properties;

    PostgresSessions(Relational settings, JdbcUrl url) {
        this.address = url.address();
        this.properties = url.properties(settings.insecure());
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("stringtype", "unspecified");
        // a pooler that nobody can avoid loses server-side statements
        properties.putIfAbsent("prepareThreshold", "0");
        // a service that is under pressure makes writers wait: silence is noticed by TCP, not by a time limit
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("connectTimeout", "10");
        properties.putIfAbsent("ApplicationName", "rowlift");
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(address, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join("; ", SESSION));
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
