package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Range;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Row;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import io.rowlift.servers.Servers;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every type with its odd values: a table, a literal, what a row then holds. */
class PostgresTypesIT {

    private static Database database;

    @BeforeAll
    static void create() {
        database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run(
                "CREATE TYPE mood AS ENUM ('sad', 'so, so', 'happy')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN amount AS numeric(6,2) CHECK (VALUE >= 0)",
                "CREATE DOMAIN amounts AS amount[]");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "types.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void readsExactly(String declared, String literal, String type, String expected) {
        database.run(
                "DROP TABLE IF EXISTS zoo",
                "CREATE TABLE zoo (id int PRIMARY KEY, v " + declared + ")",
                "INSERT INTO zoo VALUES (1, " + literal + "), (2, NULL)");
        try (Source source = database.open()) {
            AggregateReader reader =
                    source.reader(Aggregates.from("zoo").column("again", "v").entity());
            List<Row> rows = Reads.all(reader, 10);
            assertThat(reader.reading().shape().columns().get(1).type()).hasToString(type);
            assertThat(Reads.shown(rows.get(0).get(1))).isEqualTo(expected);
            assertThat(rows.get(1).get(1)).isNull();
            assertThat(Reads.shown(rows.get(0).get(2))).as("as an expression").isEqualTo(expected);
            assertThat(reader.reading().shape().columns().get(2).type()).hasToString(type);
            AggregateReader whole =
                    source.reader(Aggregates.from("zoo").keyless().entity());
            assertThat(Reads.range(whole, Range.ALL, 10))
                    .as("without a key")
                    .extracting(row -> Reads.shown(row.get(1)))
                    .containsExactlyInAnyOrder(expected, "null");
        }
    }

    @Test
    void keepsTheModifierOfAnArraysElements() {
        database.run("CREATE TABLE shares (id int PRIMARY KEY, v numeric(5,1)[])");
        try (Source source = database.open()) {
            assertThat(source.reader(Aggregates.of("shares"))
                            .reading()
                            .shape()
                            .columns()
                            .get(1)
                            .type())
                    .isEqualTo(new Type.Array(new Type.Numeric(5, 1)));
        }
    }

    @Test
    void keepsTheTextOfAnArrayThatIsNoList() {
        database.run(
                "CREATE DOMAIN numbers AS int[]",
                "CREATE TABLE bounds (id int PRIMARY KEY, a text[], b numbers[])",
                "INSERT INTO bounds VALUES (1, '[-1:0][2:3]={{a,\"b c\"},{NULL,\"\"}}', ARRAY['[0:0]={7}'::numbers])");
        try (Source source = database.open()) {
            Row row = Reads.all(source.reader(Aggregates.of("bounds")), 10).get(0);
            String reason = "the array does not begin at index 1";
            assertThat(row.get(1)).isEqualTo(new Unreadable(reason, "[-1:0][2:3]={{a,\"b c\"},{NULL,\"\"}}"));
            assertThat(row.get(2)).isEqualTo(new Unreadable(reason, "{\"[0:0]={7}\"}"));
            assertThat(String.valueOf(row.get(1))).isEqualTo("Unreadable[reason=" + reason + "]");
        }
    }

    @Test
    void readsNullsOfOneRow() {
        database.run("CREATE TABLE nothing (id int PRIMARY KEY, a int, b text)", "INSERT INTO nothing VALUES (1)");
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.of("nothing"));
            assertThat(Reads.named(
                                    reader.reading().shape(),
                                    Reads.all(reader, 10).get(0))
                            .toString())
                    .isEqualTo("{id=1, a=null, b=null}");
        }
    }
}
