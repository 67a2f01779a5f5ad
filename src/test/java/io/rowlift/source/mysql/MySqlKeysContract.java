package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.FailedException;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.KeysContract;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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

    @Test
    void anErrorValueThatReadsLikeALabelIsNoKey() {
        trap("enum('b','','a')", "(1), (2), (3)");
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.of("trap"));
            assertThat(Reads.column(reader, Reads.all(reader, 1), "k")).containsExactly("b", "", "a");
            database.run("SET SESSION sql_mode = ''", "INSERT INTO trap VALUES (0)");
            assertThatThrownBy(() -> Reads.all(reader, 1))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("table \"" + database.name()
                            + ".trap\": column \"k\" is part of the key and holds a value that "
                            + "is NULL or reads like another label of enum('b','','a'); correct the row and run the same command "
                            + "again");
        }
        refused("k = 0", "enum('b','','a')", "(k=)");
    }

    @Test
    void theEmptyLabelAloneReadsLikeTheEmptySetAndIsNoKey() {
        trap("set('b','')", "(0), (1), (3), (2)");
        refused("k = 2", "set('b','')", "(k={})");
    }

    private void trap(String type, String values) {
        database.run(
                "DROP TABLE IF EXISTS trap",
                "SET SESSION sql_mode = ''",
                "CREATE TABLE trap (k " + type + " PRIMARY KEY)",
                "INSERT INTO trap VALUES " + values);
    }

    private void refused(String condition, String type, String key) {
        try (Source source = database.open()) {
            assertThatThrownBy(() -> source.reader(Aggregates.of("trap")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("m.yaml:1: entity \"E\": column \"k\" of table \"" + database.name()
                            + ".trap\" is part of the key and holds values that read like another label of " + type
                            + ", as in " + key + "; correct the rows WHERE " + condition
                            + ", or name other columns that identify every row with key: [...]");
        }
    }
}
