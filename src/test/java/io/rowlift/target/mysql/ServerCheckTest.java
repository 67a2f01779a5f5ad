package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"8.0.17", "8.0.45", "8.4.3-commercial", "9.1.0", "8.0.30-Vitess", "8.0.34-PlanetScale"})
    void serversThatHaveWhatIsNeeded(String version) {
        assertThatCode(() -> ServerCheck.check(version, "db:3306")).doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsTooOld() {
        assertThatThrownBy(() -> ServerCheck.check("5.7.44-log", "db:3306"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the target at db:3306 is MySQL 5.7.44-log; name a server of 8.0.17 or later");
        assertThatThrownBy(() -> ServerCheck.check("8.0.16", "db:3306")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void mariaDb() {
        assertThatThrownBy(() -> ServerCheck.check("10.11.6-MariaDB-0+deb12u1", "db:3306"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "the target at db:3306 is MariaDB 10.11.6-MariaDB-0+deb12u1, which Rowlift reads and does not"
                                + " write; name a MySQL server of 8.0.17 or later, or PlanetScale");
    }
}
