package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.SplitContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
