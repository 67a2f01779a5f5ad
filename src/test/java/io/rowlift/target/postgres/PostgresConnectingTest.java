package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Refusals that no test can make a server give at will. */
class PostgresConnectingTest {

    @Test
    void allSlotsAreTaken() {
        assertThat(connecting("53300"))
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "PostgreSQL at db:5432 has no connection left (SQLSTATE 53300); close other sessions, or raise"
                                + " max_connections and the connection limits of database and login");
    }

    @Test
    void driverAndServerDoNotAgree() {
        assertThat(connecting("08004"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "PostgreSQL at db:5432 and the driver do not agree on how to connect (SQLSTATE 08004); check"
                                + " that the server speaks TLS where that is required, that the password is not empty, and that"
                                + " pg_hba.conf asks for scram-sha-256, md5 or password");
    }

    private static RowliftException connecting(String state) {
        return new PostgresFailures("db:5432", "shop", "ann", null).connecting(new SQLException("secret", state));
    }
}
