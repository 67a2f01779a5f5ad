package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedMySqlIT extends DatabaseServerContract {

    @Override
    Optional<String> unsupported() {
        return EmbeddedMySql.unsupported();
    }

    @Override
    DatabaseServer start() {
        return EmbeddedMySql.start();
    }

    @Override
    String byteOrder() {
        return "utf8mb4_bin";
    }

    @Override
    long pid() {
        return ((MySqlServer) server).pid();
    }

    @Test
    void isTheVersionThatWeNameWithARowLog() throws SQLException {
        try (Connection connection = connect("")) {
            assertThat(query(connection, "select version()")).containsExactly("8.0.31");
            assertThat(query(connection, "select @@log_bin")).containsExactly("1");
            assertThat(query(connection, "select @@binlog_format")).containsExactly("ROW");
            assertThat(query(connection, "select @@gtid_mode")).containsExactly("ON");
            assertThat(query(connection, "select @@time_zone")).containsExactly("+00:00");
        }
    }

    @Test
    void twoOfThemAreTwoServersForReplication() throws SQLException {
        String identity = "select @@server_uuid";
        try (DatabaseServer other = EmbeddedMySql.start();
                Connection connection = connect("");
                Connection otherConnection =
                        java.sql.DriverManager.getConnection(other.jdbcUrl(""), other.username(), other.password())) {
            assertThat(query(otherConnection, identity)).isNotEqualTo(query(connection, identity));
        }
    }
}
