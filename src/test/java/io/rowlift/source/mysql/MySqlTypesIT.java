package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MySqlTypesIT extends MySqlTypesContract {

    @Override
    Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "types-mysql.csv", delimiter = '|', quoteCharacter = '^', numLinesToSkip = 1)
    void readsItsOwnTypesExactly(String declared, String literal, String type, String expected) {
        check(declared, literal, type, expected);
    }
}
