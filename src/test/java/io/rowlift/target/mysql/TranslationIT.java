package io.rowlift.target.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Finding;
import io.rowlift.schema.Structure;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.Script;
import io.rowlift.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** Schemas of public databases are made on a real MySQL, as sources declare them. */
class TranslationIT {

    private static final Path DATA = Path.of("../shared/data");

    @ParameterizedTest(name = "{0} {1}")
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
        "MARIADB, chinook/Chinook_MySql.sql, 11",
        "MARIADB, quartz/tables_mysql_innodb.sql, 11",
    })
    void everyStatementIsMadeOnce(Product product, String file, int tables) throws Exception {
        assumeTrue(Files.isDirectory(DATA), "no public databases at " + DATA.toAbsolutePath());
        Database source = Database.on(server(product), product);
        try (Connection connection = source.connect()) {
            new Script(connection, source.name()).run(DATA.resolve(file));
        }
        Structure structure;
        try (Source opened = source.open()) {
            structure = opened.watch().structure();
        }
        Database target = Database.on(Servers.mysql(), Product.MYSQL);
        TargetSchema schema = new MySqlTranslation().translate(Plans.of(structure, target.name()));
        print(file, schema);

        assertThat(make(target, schema)).isEqualTo(made(schema) - 1);
        assertThat(make(target, schema)).isZero();
        assertThat(schema.tables()).hasSize(tables);
        assertThat(schema.findings()).extracting(Finding::severity).doesNotContain(Finding.Severity.PROBLEM);
    }

    private static DatabaseServer server(Product product) {
        return switch (product) {
            case POSTGRESQL -> Servers.postgres();
            case MYSQL -> Servers.mysql();
            case MARIADB -> Servers.mariadb().orElseThrow(() -> new TestAbortedException("no MariaDB is installed"));
        };
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

    private static long made(TargetSchema schema) {
        return schema.statements().stream().filter(s -> s.made() != null).count();
    }

    /** Runs what is not there yet, as a load does; returns how much that was. */
    private static long make(Database target, TargetSchema schema) {
        long made = 0;
        for (Statement statement : schema.statements()) {
            boolean there = statement.made() != null && List.of("1").equals(target.query(statement.made()));
            if (!there) {
                target.run(statement.sql());
                made += statement.phase() == Phase.STATISTICS ? 0 : 1;
            }
        }
        return made;
    }
}
