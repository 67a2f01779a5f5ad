package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.Environment;
import io.rowlift.config.JobFiles;
import io.rowlift.config.MappingFiles;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.program.Program;
import io.rowlift.schema.Structure;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.MySqlSource;
import io.rowlift.source.postgres.PostgresSource;
import io.rowlift.target.Translation;
import io.rowlift.target.mysql.MySqlTranslation;
import io.rowlift.target.postgres.PostgresTranslation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code suggest} writes for relational targets makes the same tables as a job without a mapping. */
class SuggestedCopyIT {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1} to {4}")
    @CsvSource({
        "POSTGRESQL, copy_pagila, pagila/pagila-schema.sql, 15, MYSQL",
        "POSTGRESQL, copy_pagila_pg, pagila/pagila-schema.sql, 15, NEON",
        "POSTGRESQL, copy_northwind, northwind/northwind.sql, 14, MYSQL",
        "MYSQL, copy_sakila, sakila-mysql/sakila-dump.sql, 16, POSTGRESQL",
        "MYSQL, copy_sakila_my, sakila-mysql/sakila-dump.sql, 16, PLANETSCALE",
        "MYSQL, copy_chinook, chinook/Chinook_MySql.sql, 11, NEON",
    })
    void makesTheSameTables(Product product, String database, String dump, int tables, Kind kind) throws Exception {
        DatabaseServer server = product == Product.POSTGRESQL ? Servers.postgres() : Servers.mysql();
        DumpLoader loader = product == Product.POSTGRESQL
                ? DumpLoader.postgres(server, database)
                : DumpLoader.mysql(server, database, "sakila");
        loader.load(PublicData.dump(dump));
        Program program = Program.startingFast(folder).with(Map.of("ROWLIFT_PASSWORD", server.password()));
        Path file = folder.resolve("mapping.yaml");
        Path jobFile = folder.resolve("job.yaml");
        String[] options = {
            "suggest", "--source", server.jdbcUrl(database), "--username", server.username(), "--target", kind.word()
        };

        Program.Answer answer = program.run(
                Stream.concat(Stream.of(options), Stream.of("--output", file.toString(), "--job", jobFile.toString()))
                        .toArray(String[]::new));

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(program.run(options).out()).isEqualTo(Files.readString(file));
        assertThat(answer.err())
                .isEqualTo(tables + " tables of \"" + database + "\" for \"" + kind.word() + "\".\nWritten: \"" + file
                        + "\", \"" + jobFile + "\"\nNext: rowlift validate " + jobFile + "\n");
        assertThat(program.run(Stream.concat(Stream.of(options), Stream.of("--json"))
                                .toArray(String[]::new))
                        .out())
                .startsWith("""
                        {
                          "command" : "suggest",
                          "exit" : 0,
                          "database" : "%s",
                          "tables" : %d,
                          "leftOut" : [ ],
                          "mapping" : "# Suggested""".formatted(database, tables));
        Job job = JobFiles.read(jobFile, environment());
        Relational target = (Relational) job.target();
        assertThat(target.kind()).isEqualTo(kind);
        try (Source source = open(product, server, database)) {
            Structure structure = source.watch().structure();
            TargetSchema suggested = schema(JobFiles.copyMapping(job, target), structure, kind);
            TargetSchema everything = schema(CopyMapping.everything("job.yaml", kind), structure, kind);
            assertThat(MappingFiles.readCopy(file).tables()).hasSize(tables);
            assertThat(suggested.tables()).hasSize(tables);
            assertThat(suggested.statements()).isEqualTo(everything.statements());
            assertThat(suggested.findings().stream()
                            .filter(f -> f.severity() == Severity.PROBLEM)
                            .map(Finding::toString))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{1} to {3}")
    @CsvSource({
        "POSTGRESQL, valid_pagila, pagila/pagila-schema.sql pagila/pagila-data.sql, MYSQL",
        "POSTGRESQL, valid_pagila_pg, pagila/pagila-schema.sql pagila/pagila-data.sql, POSTGRESQL",
        "MYSQL, valid_sakila, sakila-mysql/sakila-dump.sql, POSTGRESQL",
        "MYSQL, valid_sakila_my, sakila-mysql/sakila-dump.sql, MYSQL",
        "MYSQL, valid_chinook, chinook/Chinook_MySql.sql, POSTGRESQL",
        "MYSQL, valid_chinook_my, chinook/Chinook_MySql.sql, MYSQL",
        "POSTGRESQL, valid_northwind, northwind/northwind.sql, MYSQL",
        "POSTGRESQL, valid_northwind_pg, northwind/northwind.sql, POSTGRESQL",
    })
    void isAcceptedUnchanged(Product product, String database, String dumps, Kind kind) throws Exception {
        DatabaseServer server = product == Product.POSTGRESQL ? Servers.postgres() : Servers.mysql();
        String dumped = dumps.startsWith("sakila") ? "sakila" : "Chinook";
        DumpLoader loader = product == Product.POSTGRESQL
                ? DumpLoader.postgres(server, database)
                : DumpLoader.mysql(server, database, dumped);
        loader.load(Stream.of(dumps.split(" ", -1)).map(PublicData::dump).toArray(Path[]::new));
        Program program = Program.startingFast(folder)
                .with(Map.of(
                        "ROWLIFT_PASSWORD", server.password(), "TARGET_USER", "nobody", "TARGET_PASSWORD", "none"));
        Path jobFile = folder.resolve("job.yaml");
        Program.Answer suggested = program.run(
                "suggest",
                "--source",
                server.jdbcUrl(database),
                "--username",
                server.username(),
                "--target",
                kind.word(),
                "--output",
                folder.resolve("mapping.yaml").toString(),
                "--job",
                jobFile.toString());
        assertThat(suggested.exit()).as(suggested.err()).isZero();

        Program.Answer answer = program.run("validate", jobFile.toString());

        assertThat(answer.exit()).as(answer.err() + answer.out()).isZero();
        assertThat(answer.out()).doesNotContain("PROBLEM [").contains("Ready to migrate: no problems, ");
    }

    private static TargetSchema schema(CopyMapping mapping, Structure structure, Kind kind) {
        CopyPlan plan = CopyPlanning.plan(mapping, structure, kind, "copy", aggregate -> null);
        Translation translation = switch (kind.family()) {
            case POSTGRESQL -> new PostgresTranslation(kind);
            case MYSQL -> new MySqlTranslation();
        };
        return translation.translate(plan).after(plan.findings());
    }

    private static Source open(Product product, DatabaseServer server, String database) {
        SourceSettings settings = new SourceSettings(
                product, server.jdbcUrl(database), server.username(), new Secret(server.password()), 2, false);
        return product == Product.POSTGRESQL
                ? PostgresSource.open(settings, new RunSignal())
                : MySqlSource.open(settings, new RunSignal());
    }

    private static Environment environment() {
        return new Environment() {
            @Override
            public @Nullable String variable(String name) {
                return "secret";
            }

            @Override
            public String secret(Path file) {
                return "secret";
            }
        };
    }
}
