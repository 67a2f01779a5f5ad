package io.rowlift.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Structure;
import io.rowlift.schema.TableName;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.Script;
import io.rowlift.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What sources declare and what PostgreSQL is told, word for word; it is run on a real one, twice. {@code ./mvnw -B
 * test-compile failsafe:integration-test -Dit.test=GoldenSchemasIT -Drowlift.golden.write=true} writes it anew. In a
 * directory whose name ends with {@code -renamed} schemas, tables and columns get other names.
 */
class GoldenSchemasIT {

    private static final Path ROOT = Path.of("src/test/resources/ddl/postgres");

    static Stream<Path> everySchemaIsMadeAsWritten() throws Exception {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource
    void everySchemaIsMadeAsWritten(Path directory) throws Exception {
        Product product = Stream.of(Product.values())
                .filter(p -> Files.exists(file(directory, p)))
                .findFirst()
                .orElseThrow();
        Database source = Database.on(server(product), product);
        try (Connection connection = source.connect()) {
            new Script(connection, source.name()).run(file(directory, product));
        }
        Structure structure;
        try (Source opened = source.open()) {
            structure = opened.watch().structure();
        }
        boolean renamed = directory.toString().endsWith("-renamed");
        Kind kind = renamed ? Kind.NEON : Kind.POSTGRESQL;
        TargetSchema schema = new PostgresTranslation(kind).translate(plan(structure, product, renamed));
        String text = text(schema).replace(source.name(), "src");
        Path golden = directory.resolve("target.sql");
        if (Boolean.getBoolean("rowlift.golden.write")) {
            Files.writeString(golden, text);
        }
        Database target = Database.on(Servers.postgres(), Product.POSTGRESQL);

        assertThat(text).isEqualTo(Files.readString(golden));
        assertThat(make(target, schema)).isPositive();
        assertThat(make(target, schema)).isZero();
    }

    private static Path file(Path directory, Product product) {
        return directory.resolve(product.name().toLowerCase(Locale.ROOT) + ".sql");
    }

    private static DatabaseServer server(Product product) {
        return switch (product) {
            case POSTGRESQL -> Servers.postgres();
            case MYSQL -> Servers.mysql();
            case MARIADB -> {
                assumeTrue(Servers.mariadb().isPresent(), "no MariaDB installed");
                yield Servers.mariadb().get();
            }
        };
    }

    private static CopyPlan plan(Structure structure, Product product, boolean renamed) {
        UnaryOperator<String> schemas = schema -> product == Product.POSTGRESQL ? schema : "public";
        CopyPlan plain = Plans.of(structure, schemas);
        List<TableCopy> tables =
                renamed ? plain.tables().stream().map(GoldenSchemasIT::renamed).toList() : plain.tables();
        return new CopyPlan(structure, tables, ForeignKeys.KEEP, Indexes.AFTER_LOAD);
    }

    private static TableCopy renamed(TableCopy copy) {
        Definition definition = copy.definition();
        List<ColumnCopy> columns = copy.columns().stream()
                .map(c -> new ColumnCopy(c.source(), "new " + c.source(), c.column(), c.definition(), null, null))
                .toList();
        TableName name = new TableName(
                copy.target().schema() + "2", "new " + copy.target().name());
        return Plans.copy(definition, name, columns);
    }

    private static String text(TargetSchema schema) {
        StringBuilder text = new StringBuilder();
        Phase phase = null;
        for (Statement statement : schema.statements()) {
            if (statement.phase() != phase) {
                phase = statement.phase();
                text.append("-- ").append(phase).append("\n\n");
            }
            text.append(statement.sql()).append(";\n");
        }
        text.append("\n-- findings\n\n");
        schema.findings()
                .forEach(f -> text.append("-- ")
                        .append(f.severity() + " " + f.code() + " " + f.subject() + ": " + f.message())
                        .append(f.remedy() == null ? "" : "; " + f.remedy())
                        .append('\n'));
        return text.toString();
    }

    /** Runs what is not there yet, as a load does, the phases one after the other; returns how much that was. */
    static long make(Database target, TargetSchema schema) {
        long made = 0;
        for (Phase phase : Phase.values()) {
            for (Statement statement : schema.statements(phase)) {
                boolean there = statement.made() != null && List.of("t").equals(target.query(statement.made()));
                if (!there) {
                    target.run(statement.sql());
                    made += phase == Phase.STATISTICS ? 0 : 1;
                }
            }
        }
        return made;
    }
}
