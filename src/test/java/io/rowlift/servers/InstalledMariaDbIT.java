package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstalledMariaDbIT extends DatabaseServerContract {

    @Override
    Optional<String> unsupported() {
        return InstalledMariaDb.unsupported();
    }

    @Override
    DatabaseServer start() {
        return InstalledMariaDb.start();
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
    void isMariaDbWithARowLog() throws SQLException {
        try (Connection connection = connect("")) {
            assertThat(query(connection, "select version()"))
                    .singleElement()
                    .asString()
                    .contains("MariaDB");
            assertThat(query(connection, "select @@binlog_format")).containsExactly("ROW");
        }
    }
}
