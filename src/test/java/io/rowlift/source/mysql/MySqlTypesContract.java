package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The types that MySQL and MariaDB share, with their odd values: a table, a literal, what a row then holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MySqlTypesContract {

    private Database database;

    abstract Database create();

    @BeforeAll
    void createDatabase() {
        database = create();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "types.csv", delimiter = '|', quoteCharacter = '^', numLinesToSkip = 1)
    void readsExactly(String declared, String literal, String type, String expected) {
        check(declared, literal, type, expected);
    }

    void check(String declared, String literal, String type, String expected) {
        database.run(
                "SET sql_mode = ''",
                "DROP TABLE IF EXISTS zoo",
                "CREATE TABLE zoo (id int PRIMARY KEY, v " + declared + " NULL) CHARSET utf8mb4",
                "INSERT INTO zoo VALUES (1, " + literal + "), (2, NULL)");
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.from("zoo")
                    .column("again", "coalesce(v, v)")
                    .when("v is not null")
                    .entity());
            List<Row> rows = Reads.all(reader, 10);
            assertThat(reader.reading().shape().columns().get(1).type()).hasToString(type);
            assertThat(Reads.shown(rows.get(0).get(1))).isEqualTo(expected);
            assertThat(rows.get(1).get(1)).isNull();
            assertThat(rows.get(0).get(3)).isEqualTo(true);
            assertThat(rows.get(1).get(2)).isNull();
            if (!declared.startsWith("set")) { // of an expression the server says only that it is text
                assertThat(Reads.shown(rows.get(0).get(2)))
                        .as("as an expression")
                        .isEqualTo(expected);
            }
            AggregateReader whole =
                    source.reader(Aggregates.from("zoo").keyless().entity());
            assertThat(Reads.range(whole, Range.ALL, 10))
                    .as("without a key")
                    .extracting(row -> Reads.shown(row.get(1)))
                    .containsExactlyInAnyOrder(expected, "null");
        }
    }
}
