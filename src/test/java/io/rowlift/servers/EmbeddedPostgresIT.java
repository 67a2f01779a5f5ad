package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT extends DatabaseServerContract {

    @Override
    Optional<String> unsupported() {
        return Optional.empty();
    }

    @Override
    DatabaseServer start() {
        return EmbeddedPostgres.start();
    }

    @Override
    String byteOrder() {
        return "builtin C.UTF-8";
    }

    @Override
    long pid() {
        return ((EmbeddedPostgres) server).pid();
    }

    @Test
    void isTheVersionThatWeName() throws SQLException {
        try (Connection connection = connect("postgres")) {
            assertThat(query(connection, "show server_version")).containsExactly("18.6");
            assertThat(query(connection, "show wal_level")).containsExactly("logical");
        }
    }

    @Test
    void takesCollationsOfEveryProvider() throws SQLException {
        server.createDatabase("swedish", "ICU sv-SE");
        server.createDatabase("bytes", "libc C");

        String order = "select 'z' < 'ä'";
        try (Connection swedish = connect("swedish");
                Connection bytes = connect("bytes");
                Connection english = connect("postgres")) {
            assertThat(query(swedish, order)).containsExactly("t");
            assertThat(query(bytes, order)).containsExactly("t");
            assertThat(query(english, order)).containsExactly("f");
        }
    }

    @Test
    void wantsThePassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessage("FATAL: password authentication failed for user \"postgres\"");
    }
}
