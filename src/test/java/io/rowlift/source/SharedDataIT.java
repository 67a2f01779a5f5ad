package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.Range;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Table;
import io.rowlift.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public databases, where they lie beside the project: every row of every table with a key is read once. */
class SharedDataIT {

    private static final Path DATA = Path.of("../shared/data");

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "POSTGRESQL, chinook/Chinook_PostgreSql.sql, 11, 15607",
        "POSTGRESQL, northwind/northwind.sql, 14, 3362",
        "POSTGRESQL, quartz/tables_postgres.sql, 11, 0",
        "POSTGRESQL, pagila/pagila-schema.sql pagila/pagila-data.sql, 15, 49636",
        "MYSQL, chinook/Chinook_MySql.sql, 11, 15607",
        "MYSQL, quartz/tables_mysql_innodb.sql, 11, 0",
        "MYSQL, sakila-mysql/sakila-dump.sql, 16, 47268",
        "MYSQL, types-spanner-tool/mysql_data_types_dump.test.out, 1, 0",
        "MYSQL, types-spanner-tool/mysql_dump_reserved_keyword.sql, 7, 0",
        "MYSQL, types-spanner-tool/mysql_generated_column.sql, 3, 0",
        "POSTGRESQL, types-spanner-tool/postgres_data_types_dump.test.out, 1, 0",
    })
    void readsEveryRowOnce(Product product, String files, int tables, long rows) throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no public databases at " + DATA.toAbsolutePath());
        Database database = Database.on(product == Product.POSTGRESQL ? Servers.postgres() : Servers.mysql(), product);
        try (Connection connection = database.connect()) {
            for (String file : files.split(" ", -1)) {
                new Script(connection, database.name()).run(DATA.resolve(file));
            }
        }
        long sum = 0;
        int read = 0;
        try (Source source = database.open()) {
            for (Table table : source.tables()) {
                if (table.identity().isPresent()) {
                    AggregateReader reader =
                            source.reader(Aggregates.of(table.name().toString()));
                    long found = 0;
                    for (Range range : reader.split(1000)) {
                        found += Reads.range(reader, range, 500).size();
                    }
                    String quote = product == Product.POSTGRESQL ? "\"" : "`";
                    String name = quote + table.name().schema() + quote + "." + quote
                            + table.name().name() + quote;
                    assertThat(database.query("SELECT count(*) FROM " + name)).containsExactly(String.valueOf(found));
                    sum += found;
                    read++;
                }
            }
        }
        assertThat(read).isEqualTo(tables);
        assertThat(sum).isEqualTo(rows);
    }
}
