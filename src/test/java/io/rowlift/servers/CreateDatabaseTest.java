package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CreateDatabaseTest {

    @Test
    void quotesNames() {
        assertThat(CreateDatabase.postgres("a\"b")).isEqualTo("CREATE DATABASE \"a\"\"b\"");
        assertThat(CreateDatabase.mysql("a`b")).isEqualTo("CREATE DATABASE `a``b`");
    }

    @Test
    void namesTheProviderOfAPostgresCollation() {
        assertThat(CreateDatabase.postgres("shop", "ICU en-US"))
                .isEqualTo("CREATE DATABASE \"shop\" TEMPLATE template0"
                        + " LOCALE_PROVIDER icu LOCALE 'C' ICU_LOCALE 'en-US'");
        assertThat(CreateDatabase.postgres("shop", "libc C"))
                .isEqualTo("CREATE DATABASE \"shop\" TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'");
    }

    @Test
    void refusesACollationThatItDoesNotUnderstand() {
        assertThatThrownBy(() -> CreateDatabase.postgres("shop", "en-US"))
                .hasMessage("collation \"en-US\" is not a provider and a locale");
        assertThatThrownBy(() -> CreateDatabase.postgres("shop", "windows en-US"))
                .hasMessage("unknown locale provider \"windows\"");
    }

    @Test
    void namesTheCollationOfMySql() {
        assertThat(CreateDatabase.mysql("shop", "utf8mb4_bin"))
                .isEqualTo("CREATE DATABASE `shop` COLLATE `utf8mb4_bin`");
    }
}
