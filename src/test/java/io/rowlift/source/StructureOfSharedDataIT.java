package io.rowlift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.schema.Structure;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The structure of public databases, where they lie beside the project, against files that were read by people. Run with
 * {@code -Drowlift.golden.write=true} to write these anew, and read what has changed.
 */
class StructureOfSharedDataIT {

    private static final Path DATA = Path.of("../shared/data");
    private static final Path GOLDEN = Path.of("src/test/resources/io/rowlift/source/structure");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POSTGRESQL, chinook, chinook/Chinook_PostgreSql.sql",
        "POSTGRESQL, northwind, northwind/northwind.sql",
        "POSTGRESQL, pagila, pagila/pagila-schema.sql pagila/pagila-data.sql",
        "POSTGRESQL, quartz, quartz/tables_postgres.sql",
        "POSTGRESQL, types, types-spanner-tool/postgres_data_types_dump.test.out",
        "MYSQL, chinook, chinook/Chinook_MySql.sql",
        "MYSQL, quartz, quartz/tables_mysql_innodb.sql",
        "MYSQL, sakila, sakila-mysql/sakila-dump.sql",
        "MYSQL, types, types-spanner-tool/mysql_data_types_dump.test.out",
        "MYSQL, generated, types-spanner-tool/mysql_generated_column.sql",
        "MARIADB, chinook, chinook/Chinook_MySql.sql",
        "MARIADB, quartz, quartz/tables_mysql_innodb.sql",
    })
    void readsTheWholeStructure(Product product, String name, String files) throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no public databases at " + DATA.toAbsolutePath());
        Optional<DatabaseServer> server = switch (product) {
            case POSTGRESQL -> Optional.of(Servers.postgres());
            case MYSQL -> Optional.of(Servers.mysql());
            case MARIADB -> Servers.mariadb();
        };
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        Database database = Database.on(server.get(), product);
        try (Connection connection = database.connect()) {
            for (String file : files.split(" ", -1)) {
                new Script(connection, database.name()).run(DATA.resolve(file));
            }
        }
        try (Source source = database.open()) {
            Structure structure = source.watch().structure();
            List<String> lines = StructureText.of(structure).stream()
                    .map(line -> line.replace(database.name(), "db"))
                    .toList();
            Path golden = GOLDEN.resolve(name + "-" + product.name().toLowerCase(java.util.Locale.ROOT) + ".txt");
            if (Boolean.getBoolean("rowlift.golden.write")) {
                Files.createDirectories(GOLDEN);
                Files.write(golden, lines);
            }
            assertThat(lines).isEqualTo(Files.readAllLines(golden));
        }
    }
}
