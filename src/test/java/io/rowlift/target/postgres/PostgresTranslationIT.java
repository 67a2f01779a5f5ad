package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Structure;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.Script;
import io.rowlift.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of public databases are made on a real PostgreSQL, as sources declare them. */
class PostgresTranslationIT {

    private static final Path DATA = Path.of("../shared/data");

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "POSTGRESQL, pagila/pagila-schema.sql, 15",
        "POSTGRESQL, chinook/Chinook_PostgreSql.sql, 11",
        "POSTGRESQL, northwind/northwind.sql, 14",
        "POSTGRESQL, quartz/tables_postgres.sql, 11",
        "POSTGRESQL, types-spanner-tool/postgres_data_types_dump.test.out, 1",
        "MYSQL, sakila-mysql/sakila-dump.sql, 16",
        "MYSQL, chinook/Chinook_MySql.sql, 11",
        "MYSQL, quartz/tables_mysql_innodb.sql, 11",
        "MYSQL, types-spanner-tool/mysql_data_types_dump.test.out, 1",
        "MYSQL, types-spanner-tool/mysql_generated_column.sql, 3",
        "MYSQL, types-spanner-tool/mysql_dump_reserved_keyword.sql, 7",
    })
    void everyStatementIsMadeOnce(Product product, String file, int tables) throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no public databases at " + DATA.toAbsolutePath());
        Database source = Database.on(product == Product.POSTGRESQL ? Servers.postgres() : Servers.mysql(), product);
        try (Connection connection = source.connect()) {
            new Script(connection, source.name()).run(DATA.resolve(file));
        }
        Structure structure;
        try (Source opened = source.open()) {
            structure = opened.watch().structure();
        }
        Database target = Database.on(Servers.postgres(), Product.POSTGRESQL);
        boolean foreign = product != Product.POSTGRESQL;
        CopyPlan plan = Plans.of(structure, schema -> foreign ? "public" : schema);
        TargetSchema schema = new PostgresTranslation().translate(plan);
        print(file, schema);

        assertThat(GoldenSchemasIT.make(target, schema)).isPositive();
        assertThat(GoldenSchemasIT.make(target, schema)).isZero();
        assertThat(schema.tables()).hasSize(tables);
        assertThat(schema.findings()).extracting(Finding::severity).doesNotContain(Finding.Severity.PROBLEM);
    }

    private static void print(String file, TargetSchema schema) throws Exception {
        String folder = System.getProperty("rowlift.schemas");
        if (folder != null) {
            StringBuilder text = new StringBuilder();
            schema.statements().forEach(s -> text.append(s.sql()).append(";\n"));
            schema.findings().forEach(f -> text.append("-- ").append(f).append('\n'));
            Files.writeString(Path.of(folder, file.replace('/', '_')), text);
        }
    }
}
