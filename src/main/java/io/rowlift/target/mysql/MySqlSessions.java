package io.rowlift.target.mysql;

import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.target.jdbc.Sessions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** Opens sessions that write to MySQL. */
final class MySqlSessions implements Sessions {

    /**
     * What each session begins with: nothing is cut or replaced with a warning; 0 in a counted column is a value; zero
     * dates that the source has are kept; backslashes escape.
     */
    private static final String MODE =
            "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'";

    /**
     * What Vitess fixes on its own, or would keep a connection reserved for. A session whose client has vanished without
     * a word holds its locks until it was silent for long enough.
     */
    private static final List<String> SERVER = List.of(
            "SET SESSION time_zone = '+00:00'",
            "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
            "SET SESSION TRANSACTION READ WRITE",
            "SET SESSION wait_timeout = 600",
            "SET SESSION lock_wait_timeout = 60");

    private final String address;
    private final Properties properties;
    private final boolean vitess;

    MySqlSessions(Relational settings, JdbcUrl url) {
        this.address = url.address();
        this.vitess = settings.kind() == Kind.PLANETSCALE;
        this.properties = url.properties(settings.insecure());
        // one of the time zone's names, so that two do not contradict each other
        properties.remove("serverTimezone");
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("rewriteBatchedStatements", "false");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("allowLoadLocalInfile", "false");
        properties.setProperty("useAffectedRows", "false");
        properties.putIfAbsent("connectTimeout", "10000");
        properties.putIfAbsent("tcpKeepAlive", "true");
    }

    @Override
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(address, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(MODE);
            for (String sql : vitess ? List.<String>of() : SERVER) {
                statement.execute(sql);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
