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
        "POSTGRESQL, jdbc:postgresql://127.0.0.1.db.invalid/shop?sslmode=disable, sslmode=disable",
        "POSTGRESQL, jdbc:postgresql://localhost@db.invalid/shop?sslmode=disable, sslmode=disable",
        "POSTGRESQL, 'jdbc:postgresql://localhost,db.invalid/shop?sslmode=disable', sslmode=disable",
        "POSTGRESQL, jdbc:postgresql://db.invalid/shop?sslfactory=org.postgresql.ssl.NonValidatingFactory, sslfactory=NonValidatingFactory",
        "POSTGRESQL, jdbc:postgresql://db.invalid/shop?sslhostnameverifier=x, sslhostnameverifier",
        "MYSQL, jdbc:mysql://db.invalid/shop?sslMode=REQUIRED, sslMode=REQUIRED",
        "MYSQL, jdbc:mysql://db.invalid/shop?useSSL=false, useSSL=false",
        "MARIADB, jdbc:mariadb://db.invalid/shop?sslMode=DISABLED, sslMode=DISABLED",
    })
    void aUrlCannotWeakenIt(Product product, String url, String parameter) {
        assertThatThrownBy(() -> open(product, url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("source.url asks with " + parameter + " for a connection whose other end is not verified; "
                        + "leave it out, or say insecure: true if this network is to be trusted");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, jdbc:mysql://h/d, source.url cannot be read; write it like jdbc:postgresql://host:5432/database",
        "POSTGRESQL, jdbc:postgresql:shop, source.url cannot be read; write it like jdbc:postgresql://host:5432/database",
        "MYSQL, jdbc:mysql:loadbalance://h/d, source.url cannot be read; write it like jdbc:mysql://host:3306/database",
        "MYSQL, jdbc:mysql://localhost:3306, source.url names no database; write jdbc:mysql://host:3306/database",
    })
    void aUrlThatCannotBeReadIsAnError(Product product, String url, String message) {
        assertThatThrownBy(() -> open(product, url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    private static void open(Product product, String url) {
        SourceSettings settings = new SourceSettings(product, url, "me", new Secret("geheim"), 1, false);
        Source source = product == Product.POSTGRESQL
                ? PostgresSource.open(settings, new RunSignal())
                : MySqlSource.open(settings, new RunSignal());
        source.close();
    }
}
