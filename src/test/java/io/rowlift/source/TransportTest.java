package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection to another machine is encrypted and its other end is verified, unless the job says otherwise. */
class TransportTest {

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, jdbc:postgresql://db.invalid/shop?sslmode=require, sslmode=require",
        "MYSQL, jdbc:mysql://db.invalid/shop?sslMode=REQUIRED, sslMode=REQUIRED",
        "MARIADB, jdbc:mariadb://db.invalid/shop?sslMode=DISABLED, sslMode=DISABLED",
    })
    void aUrlCannotWeakenIt(Product product, String url, String parameter) {
        assertThatThrownBy(() -> open(product, url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("\"url\" asks with " + parameter + " for a connection whose other end is not verified; "
                        + "leave it out, or write insecure: true beside it if this network is to be trusted");
    }

    private static void open(Product product, String url) {
        SourceSettings settings = new SourceSettings(product, url, "me", new Secret("geheim"), 1, false);
        Source source = product == Product.POSTGRESQL
                ? PostgresSource.open(settings, new RunSignal())
                : MySqlSource.open(settings, new RunSignal());
        source.close();
    }
}
