package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source that options name follows the rules of a job file, in the words of the options. */
class SourceOptionsTest {

    private static final String URL = "jdbc:mysql://db:3306/shop";

    private static final Environment ENVIRONMENT = new FixedEnvironment(
            Map.of("ROWLIFT_PASSWORD", "s3cret", "OTHER", "0ther", "LOGIN", "reader"),
            Map.of("/run/secrets/shop", "from a file\n"));

    private static final Environment EMPTY = new FixedEnvironment(Map.of(), Map.of());

    @Test
    void takesThePasswordFromWhereItIs() {
        assertThat(password(null, ENVIRONMENT)).isEqualTo("s3cret");
        assertThat(password("${OTHER}", ENVIRONMENT)).isEqualTo("0ther");
        assertThat(password("${OTHER:-default}", EMPTY)).isEqualTo("default");
        assertThat(password("${file:/run/secrets/shop}", ENVIRONMENT)).isEqualTo("from a file");
    }

    private static String password(@Nullable String reference, Environment environment) {
        SourceSettings settings = new SourceOptions(URL, "${LOGIN:-root}", reference, false)
                .settings(environment, () -> {
                    throw new AssertionError("nobody needs to be asked");
                });
        assertThat(settings.product()).isEqualTo(Product.MYSQL);
        assertThat(settings.url()).isEqualTo(URL);
        assertThat(settings.username()).isIn("reader", "root");
        return settings.password().reveal();
    }

    @Test
    void asksForAPasswordThatIsNowhere() {
        AtomicInteger asked = new AtomicInteger();
        SourceSettings settings = new SourceOptions(URL, "root", null, false).settings(EMPTY, () -> {
            asked.incrementAndGet();
            return "typed";
        });

        assertThat(settings.password().reveal()).isEqualTo("typed");
        assertThat(asked).hasValue(1);
    }

    @Test
    void problems() {
        problem(
                new SourceOptions(URL, "root", null, false),
                "no password: environment variable \"ROWLIFT_PASSWORD\" is not set, and nobody can be asked; set it, or"
                        + " name another one with --password '${NAME}' or '${file:/run/secrets/name}'");
        problem(
                new SourceOptions(URL, "root", "hunter2", false),
                "--password is not one reference to the environment or to a file; write --password '${NAME}' or"
                        + " '${file:/run/secrets/name}', and change a password that stood here");
        problem(
                new SourceOptions(URL, "root", "${NOWHERE}", false),
                "--password: environment variable \"NOWHERE\" is not set; set it, or write ${NOWHERE:-default}");
        problem(
                new SourceOptions("jdbc:mysql://root:hunter2@db/shop", "root", null, false),
                "--source holds a login or a password; give them with --username and --password '${NAME}'");
        problem(
                new SourceOptions("postgres://db/shop", "root", null, false),
                "--source is no JDBC URL of a database that can be read; did you mean"
                        + " jdbc:postgresql://host:port/database?");
        problem(
                new SourceOptions("jdbc:postgresql://db", "", null, false),
                "--source names no database; write jdbc:postgresql://host:port/database\n--username is empty");
        problem(
                new SourceOptions("jdbc:postgresql://db/shop?sslmode=disable", "root", "${OTHER:-x}", false),
                "--source asks with sslmode=disable for a connection whose other end is not verified; leave it out, or"
                        + " add --insecure if this network is to be trusted");
    }

    @Test
    void anUnencryptedConnectionCanBeAllowed() {
        assertThat(new SourceOptions("jdbc:postgresql://db/shop?sslmode=disable", "root", "${OTHER}", true)
                        .settings(ENVIRONMENT, () -> null)
                        .insecure())
                .isTrue();
    }

    private static void problem(SourceOptions options, String message) {
        assertThatThrownBy(() -> options.settings(EMPTY, () -> null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }
}
