package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.KeysContract;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PostgresKeysIT extends KeysContract {

    @Override
    protected Database create() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @BeforeAll
    void createCollations() {
        database.run(
                "CREATE COLLATION anycase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE COLLATION german (provider = icu, locale = 'de-AT')",
                "CREATE TYPE mood AS ENUM ('z', 'm', 'a')",
                "CREATE DOMAIN code AS varchar(5) CHECK (VALUE <> '')");
    }

    @Override
    protected String numbering(String columns) {
        String same = Arrays.stream(columns.split(","))
                .map(c -> "keyed." + c + " = numbered." + c)
                .collect(Collectors.joining(" AND "));
        return "UPDATE keyed SET n = number FROM numbered WHERE " + same;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "keys.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void goesOnAfterAnyKey(String definition, String order, String values) {
        check(definition, order, values);
    }
}
