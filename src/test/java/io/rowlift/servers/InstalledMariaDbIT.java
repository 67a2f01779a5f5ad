package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class InstalledMariaDbIT extends DatabaseServerContract {

    InstalledMariaDbIT() {
        super(startOrSkip());
    }

    private static DatabaseServer startOrSkip() {
        InstalledMariaDb.unsupported().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
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
