package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.KeyProof;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.program.Program;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.AggregateReader.Reading;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code suggest} writes for the public databases migrates as it is: no edit, no rejected row, no difference, and keys
 * that are proved to be distinct before the first write.
 */
class SuggestIT {

    /** The dump has no rows. These have keys of several texts, with everything in them that keys are made of. */
    private static final List<String> QUARTZ = List.of(
            "insert into QRTZ_JOB_DETAILS (SCHED_NAME, JOB_NAME, JOB_GROUP, JOB_CLASS_NAME, IS_DURABLE, IS_NONCONCURRENT,"
                    + " IS_UPDATE_DATA, REQUESTS_RECOVERY) values ('s', 'a#b', 'c', 'J', '1', '0', '0', '0'),"
                    + " ('s', 'a', 'b#c', 'J', '1', '0', '0', '0'), ('s', 'a%23b', 'c', 'J', '1', '0', '0', '0'),"
                    + " ('s#a', 'b', 'c', 'J', '1', '0', '0', '0')",
            "insert into QRTZ_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP, JOB_NAME, JOB_GROUP, TRIGGER_STATE,"
                    + " TRIGGER_TYPE, START_TIME) values ('s', 't', 'g', 'a#b', 'c', 'WAITING', 'CRON', 1),"
                    + " ('s', 't#g', 'g', 'a', 'b#c', 'WAITING', 'CRON', 1), ('s', 't', 'g#g', 'a', 'b#c', 'WAITING', 'CRON', 1)",
            "insert into QRTZ_CRON_TRIGGERS (SCHED_NAME, TRIGGER_NAME, TRIGGER_GROUP, CRON_EXPRESSION) values"
                    + " ('s', 't', 'g', '* * * * * ?'), ('s', 't#g', 'g', '0 * * * * ?'), ('s', 't', 'g#g', '1 * * * * ?')");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "POSTGRESQL, suggest_pagila, pagila/pagila-schema.sql pagila/pagila-data.sql, 15, 49636",
        "POSTGRESQL, suggest_chinook, chinook/Chinook_PostgreSql.sql, 11, 15607",
        "POSTGRESQL, suggest_northwind, northwind/northwind.sql, 14, 3362",
        "POSTGRESQL, suggest_quartz, quartz/tables_postgres.sql, 11, 10",
        "MYSQL, suggest_chinook_my, chinook/Chinook_MySql.sql, 11, 15607",
        "MYSQL, suggest_sakila, sakila-mysql/sakila-dump.sql, 16, 47268",
        "MYSQL, suggest_quartz_my, quartz/tables_mysql_innodb.sql, 11, 10",
    })
    void migratesAsItIs(Product product, String database, String dumps, int entities, long rows) throws Exception {
        DatabaseServer server = product == Product.POSTGRESQL ? Servers.postgres() : Servers.mysql();
        load(product, server, database, dumps);
        Program program = program(server);
        Path mapping = folder.resolve("mappings/suggested.yaml");
        Path job = folder.resolve("jobs/suggested.yaml");
        String[] options = {"suggest", "--source", server.jdbcUrl(database), "--username", server.username()};

        ends(0, program.run(with(options, "--output", mapping.toString(), "--job", job.toString())));

        assertThat(program.run(options).out()).isEqualTo(Files.readString(mapping));
        Mapping read = MappingFiles.read(mapping);
        assertThat(read.entities()).hasSize(entities);
        assertThat(proof(read, server, product, database).unproved()).isEmpty();
        ends(0, program.run("validate", job.toString()));
        Program.Answer migrated = program.run("migrate", job.toString(), "--json");
        ends(0, migrated);
        assertThat(migrated.out()).contains("\"rows\" : " + rows + ",");
        assertThat(program.run("rejects", job.toString()).out()).isEqualTo("No row was rejected.\n");
        ends(0, program.run("verify", job.toString()));
    }

    private static void ends(int exit, Program.Answer answer) {
        assertThat(answer.exit()).as(answer.out() + answer.err()).isEqualTo(exit);
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private static void load(Product product, DatabaseServer server, String database, String dumps)
            throws SQLException, IOException {
        Path[] files = Stream.of(dumps.split(" ", -1)).map(PublicData::dump).toArray(Path[]::new);
        DumpLoader loader = product == Product.POSTGRESQL
                ? DumpLoader.postgres(server, database)
                : DumpLoader.mysql(server, database, "sakila");
        loader.load(files);
        if (dumps.startsWith("quartz")) {
            try (Connection connection = DumpLoader.connect(server, database);
                    Statement statement = connection.createStatement()) {
                for (String sql : QUARTZ) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** The job names no endpoint: the SDK finds it where it finds region and credentials. */
    private Program program(DatabaseServer server) {
        return Program.startingFast(folder)
                .with(Map.of(
                        "ROWLIFT_PASSWORD",
                        server.password(),
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        Servers.dynamodb().endpoint().toString(),
                        "AWS_REGION",
                        "local",
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local"));
    }

    private static KeyProof proof(Mapping mapping, DatabaseServer server, Product product, String database) {
        SourceSettings settings = new SourceSettings(
                product, server.jdbcUrl(database), server.username(), new Secret(server.password()), 2, false);
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        try (Source source = product == Product.POSTGRESQL
                ? PostgresSource.open(settings, new RunSignal())
                : MySqlSource.open(settings, new RunSignal())) {
            for (Entity entity : mapping.entities().values()) {
                Reading reading = source.reader(entity.aggregate()).reading();
                evidence.put(entity.name(), new Evidence(reading.root(), reading.key(), reading.shape()));
            }
        }
        return KeyProof.of(mapping, evidence);
    }
}
