package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.Range;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import io.rowlift.source.SplitContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSplitIT extends SplitContract {

    @Override
    protected Database create() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @Override
    protected String fill(String expressions) {
        return "INSERT INTO s SELECT " + expressions + " FROM generate_series(1, 8000) i";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    k bigint PRIMARY KEY               | CASE WHEN i < 4000 THEN i ELSE i * 1000003::bigint END
                    k uuid PRIMARY KEY                 | md5(i::text)::uuid
                    k text PRIMARY KEY                 | md5(i::text)
                    k text COLLATE "de-x-icu" PRIMARY KEY | concat(repeat('x', i % 7), '-', i)
                    k bytea PRIMARY KEY                | decode(md5(i::text), 'hex')
                    a int, b timestamptz, PRIMARY KEY (a, b) | CASE WHEN i < 7000 THEN 1 ELSE i END, '2024-01-01'::timestamptz + i * interval '1 ms'
                    """)
    void rangesAreNearEqual(String columns, String expressions) {
        check(columns, expressions);
    }

    /** The server is told that the table is ten times as large as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"i", "CASE WHEN i % 2 = 0 THEN i ELSE 1000000000 - i END"})
    void aLargeTableIsCutByASample(String key) {
        database.run(
                "DROP TABLE IF EXISTS large",
                "CREATE TABLE large (k bigint PRIMARY KEY, v text)",
                "INSERT INTO large SELECT " + key + ", repeat('x', 100) FROM generate_series(1, 200000) i",
                "ANALYZE large",
                "UPDATE pg_class SET reltuples = 2000000 WHERE relname = 'large'");
        try (Source source = database.open()) {
            List<Range> ranges = source.reader(Aggregates.of("large")).split(500_000);
            assertThat(ranges).hasSize(4);
            assertThat(ranges.get(0).lower()).isNull();
            assertThat(ranges.get(3).upper()).isNull();
            long before = 0;
            for (int i = 0; i < 3; i++) {
                assertThat(ranges.get(i + 1).lower()).isEqualTo(ranges.get(i).upper());
                String upper = ranges.get(i).upper().text().replaceAll("\\D", "");
                long below = Long.parseLong(database.query("SELECT count(*) FROM large WHERE k < " + upper)
                        .get(0));
                assertThat(below - before).isBetween(20_000L, 80_000L);
                before = below;
            }
        }
    }
}
