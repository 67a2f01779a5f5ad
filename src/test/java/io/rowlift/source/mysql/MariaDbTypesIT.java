package io.rowlift.source.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MariaDbTypesIT extends MySqlTypesContract {

    @Override
    Database create() {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        return Database.on(server.get(), Product.MARIADB);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "types-mariadb.csv", delimiter = '|', quoteCharacter = '^', numLinesToSkip = 1)
    void readsItsOwnTypesExactly(String declared, String literal, String type, String expected) {
        check(declared, literal, type, expected);
    }
}
