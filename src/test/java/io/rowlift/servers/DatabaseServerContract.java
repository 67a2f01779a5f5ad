package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every relational server does, whichever it is. Each has a server to itself, because this restarts and stops it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseServerContract {

    DatabaseServer server;

    /** Why there is no such server on this machine; empty where there is one. */
    abstract Optional<String> unsupported();

    abstract DatabaseServer start();

    /** A collation that is not the server's default and puts {@code B} before {@code a}. */
    abstract String byteOrder();

    abstract long pid();

    /** Before each test, not once for all: only then do reports count the tests that were skipped. */
    @BeforeEach
    void startOrSkip() {
        Optional<String> reason = unsupported();
        assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
        if (server == null) {
            server = start();
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void keepsDataAndAddressOverARestart() throws SQLException {
        server.createDatabase("restarted");
        String url = server.jdbcUrl("restarted");
        try (Connection before = connect("restarted")) {
            execute(before, "create table t (id int primary key)");
            execute(before, "insert into t values (42)");
            long pid = pid();

            server.restart();

            assertThat(pid()).isNotEqualTo(pid);
            assertThatThrownBy(() -> query(before, "select 1")).isInstanceOf(SQLException.class);
        }
        assertThat(server.jdbcUrl("restarted")).isEqualTo(url);
        try (Connection after = connect("restarted")) {
            assertThat(query(after, "select id from t")).containsExactly("42");
        }
    }

    @Test
    void sortsLikePeopleUnlessToldOtherwise() throws SQLException {
        server.createDatabase("like people");
        server.createDatabase("like machines", byteOrder());

        assertThat(sorted("like people")).containsExactly("a", "B", "c");
        assertThat(sorted("like machines")).containsExactly("B", "a", "c");
    }

    private List<String> sorted(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            execute(connection, "create table words (word varchar(10))");
            execute(connection, "insert into words values ('c'), ('a'), ('B')");
            return query(connection, "select word from words order by word");
        }
    }

    @Test
    void reportsAFailedStatement() {
        server.createDatabase("twice");

        assertThatThrownBy(() -> server.createDatabase("twice"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("CREATE DATABASE")
                .hasMessageContaining("twice");
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(database.replace(" ", "%20")), server.username(), server.password());
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
