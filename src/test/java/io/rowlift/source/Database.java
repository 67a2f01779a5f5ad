package io.rowlift.source;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database on a test server, with what tests do to it behind the source's back. */
public record Database(DatabaseServer server, Product product, String name) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Creates a database of its own for a test. */
    public static Database on(DatabaseServer server, Product product) {
        String name = "source_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        server.createDatabase(name);
        return new Database(server, product, name);
    }

    public SourceSettings settings(int connections) {
        String url = server.jdbcUrl(name);
        return new SourceSettings(
                product,
                product == Product.MARIADB ? url.replace("jdbc:mysql:", "jdbc:mariadb:") : url,
                server.username(),
                new Secret(server.password()),
                connections,
                false);
    }

    public Source open() {
        return open(settings(2), new RunSignal());
    }

    public Source open(SourceSettings settings, RunSignal signal) {
        return product == Product.POSTGRESQL
                ? PostgresSource.open(settings, signal)
                : MySqlSource.open(settings, signal);
    }

    public Connection connect() throws SQLException {
        String url = server.jdbcUrl(name);
        String separator = url.contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                product == Product.POSTGRESQL
                        ? url
                        : url.replace("jdbc:mariadb:", "jdbc:mysql:") + separator + "allowPublicKeyRetrieval=true",
                server.username(),
                server.password());
    }

    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
