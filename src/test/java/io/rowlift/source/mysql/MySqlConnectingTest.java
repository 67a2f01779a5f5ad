package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that no test can make a server give at will. */
class MySqlConnectingTest {

    @ParameterizedTest
    @CsvSource({"08004, 1040", "42000, 1203", "42000, 1226"})
    void allConnectionsAreTaken(String state, int code) {
        assertThat(connecting(state, code))
                .isInstanceOf(FailedException.class)
                .hasMessage("MySQL at db:3306 has no connection left (SQLSTATE " + state + ", error " + code
                        + "); close other sessions, or raise max_connections, and max_user_connections of the login");
    }

    @Test
    void thisHostIsNotLetIn() {
        assertThat(connecting("HY000", 1129))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("MySQL at db:3306 takes no connection from this host after many failures (error 1129); mend"
                        + " what has failed, then run FLUSH HOSTS there");
        assertThat(connecting("HY000", 1130))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("MySQL at db:3306 has no login for this host (error 1130); create the login for the address"
                        + " that it comes from, or for '%'");
        assertThat(connecting("08004", 1251))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "MySQL at db:3306 refuses the connection (SQLSTATE 08004, error 1251); check from which hosts"
                                + " the login may connect, and max_connections");
    }

    @Test
    void aParameterOfTheUrlIsWrong() {
        assertThat(connecting("S1009", 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "the driver of MySQL does not take a parameter of the URL (SQLSTATE S1009); check the values"
                                + " behind the \"?\"");
    }

    private static RowliftException connecting(String state, int code) {
        return new MySqlFailures("MySQL", "db:3306", "shop", "ann").connecting(new SQLException("secret", state, code));
    }
}
