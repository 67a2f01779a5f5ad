package io.rowlift.source.mysql;

import io.rowlift.source.KeysContract;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

abstract class MySqlKeysContract extends KeysContract {

    @Override
    protected String numbering(String columns) {
        String same = Arrays.stream(columns.split(","))
                .map(c -> "keyed." + c + " = numbered." + c)
                .collect(Collectors.joining(" AND "));
        return "UPDATE keyed, numbered SET keyed.n = numbered.number WHERE " + same;
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "keys.csv", delimiter = '|', quoteCharacter = '^', numLinesToSkip = 1)
    void goesOnAfterAnyKey(String definition, String order, String values) {
        check(definition, order, values);
    }
}
