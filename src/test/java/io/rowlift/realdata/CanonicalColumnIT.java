package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.realdata.CopyIT.PublicDatabase;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * What was copied is equal in canonical form, value by value, read by the sources of both products; and is not any more
 * after one digit or one character of the copy is another.
 */
class CanonicalColumnIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "PAGILA, POSTGRESQL", "PAGILA, MYSQL",
        "SAKILA, POSTGRESQL", "SAKILA, MYSQL",
        "CHINOOK_POSTGRES, POSTGRESQL", "CHINOOK_POSTGRES, MYSQL",
        "CHINOOK_MYSQL, POSTGRESQL", "CHINOOK_MYSQL, MYSQL",
        "NORTHWIND, POSTGRESQL", "NORTHWIND, MYSQL"
    })
    void publicDatabasesAreEqual(PublicDatabase database, Kind kind) throws Exception {
        DatabaseServer server = database.server();
        Product product = server == Servers.mysql() ? Product.MYSQL : Product.POSTGRESQL;
        Database from = new Database(server, product, database.load());
        Database to = target(kind);

        migrate(from, to, kind);

        ComparedCopy compared = ComparedCopy.of(from, to, kind);
        assertThat(compared.values()).isGreaterThan(1_000);
        assertThat(compared.different()).isEmpty();
        assertThat(compared.blind()).isEmpty();
        assertThat(compared.missing()).isEmpty();
        assertThat(compared.comparisons()).noneMatch(words -> words.startsWith("only"));
    }

    /** What MySQL holds and PostgreSQL does not: all of it is rejected. */
    private static final String NOT_IN_POSTGRES = """
            date '0000-00-00'
            date '2024-00-15'
            datetime '2024-02-00 00:00:00'
            datetime(6) '0000-00-00 00:00:00'
            enum('a','b') 'zzz'
            timestamp '0000-00-00 00:00:00'
            varchar(20) 'a\\0b'
            """;

    private static final String NOT_IN_MYSQL = """
            date '-infinity'
            date '0001-01-01 BC'
            date '0044-03-15 BC'
            date '10000-01-01'
            date '4713-01-01 BC'
            date '5874897-12-31'
            date 'infinity'
            double precision '-Infinity'
            double precision 'NaN'
            int[] '[0:1]={1,2}'
            json '[1e400, 0.10000000000000000000000000001]'
            json '{"b": 1.10, "a": 1, "a":2}'
            jsonb '{"b": 12345678901234567890.10}'
            numeric '-Infinity'
            numeric 'Infinity'
            numeric 'NaN'
            numeric 12345678901234567890123456789012345678.90
            numeric[] ARRAY[1.25, 'NaN']
            real 'NaN'
            timestamp '294276-12-31 23:59:59.999999'
            timestamp '4713-01-01 00:00:00 BC'
            timestamp 'infinity'
            timestamp(3) '0044-03-15 12:00:00.5 BC'
            timestamptz '-infinity'
            timestamptz '0044-03-15 12:00:00+00 BC'
            timestamptz '294276-12-31 23:59:59.999999+00'
            timestamptz[] ARRAY['2024-02-29 12:00:00+00'::timestamptz, 'infinity']
            """;

    static Stream<Arguments> zoos() {
        String error = "enum('a','b') 'zzz'\n";
        return Stream.of(
                Arguments.of(Product.POSTGRESQL, Kind.POSTGRESQL, ""),
                Arguments.of(Product.POSTGRESQL, Kind.MYSQL, NOT_IN_MYSQL),
                Arguments.of(Product.MYSQL, Kind.POSTGRESQL, NOT_IN_POSTGRES),
                Arguments.of(Product.MYSQL, Kind.MYSQL, error),
                Arguments.of(
                        Product.MARIADB,
                        Kind.POSTGRESQL,
                        NOT_IN_POSTGRES.replace("timestamp", "json '{\"b\": 1.10, \"a\": 1, \"a\":2}'\ntimestamp")),
                Arguments.of(Product.MARIADB, Kind.MYSQL, error));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("zoos")
    void everyTypeIsEqual(Product product, Kind kind, String rejected) throws Exception {
        Database from = Database.on(source(product), product);
        Map<String, List<String>> zoo = zoo(product, from);
        Database to = target(kind);

        migrate(from, to, kind);

        ComparedCopy compared = ComparedCopy.of(from, to, kind);
        assertThat(compared.different()).isEmpty();
        assertThat(compared.blind()).isEmpty();
        assertThat(literals(compared.missing(), zoo))
                .containsExactlyElementsOf(rejected.lines().toList());
        assertThat(compared.comparisons()).noneMatch(words -> words.startsWith("only"));
        List<String> types = List.copyOf(zoo.keySet());
        String number = "zoo_" + (types.indexOf(product == Product.POSTGRESQL ? "numeric(10,2)" : "decimal(10,2)") + 1);
        String text = "zoo_" + (types.indexOf("varchar(5)") + 1);
        to.run("UPDATE " + number + " SET v = v + 0.01", "UPDATE " + text + " SET v = REPLACE(v, 'a', 'A')");
        assertThat(ComparedCopy.of(from, to, kind).different())
                .extracting(difference -> difference.replaceAll(":.*", ""))
                .containsExactlyInAnyOrder(number + "(id=1).v", text + "(id=1).v");
    }

    /** What the source's rows hold that the target does not have, as {@code type literal}. */
    private static List<String> literals(List<String> missing, Map<String, List<String>> zoo) {
        List<String> types = List.copyOf(zoo.keySet());
        return missing.stream()
                .map(label -> {
                    String[] numbers = label.split("\\D+", -1);
                    String type = types.get(Integer.parseInt(numbers[1]) - 1);
                    return type + " " + zoo.get(type).get(Integer.parseInt(numbers[2]) - 1);
                })
                .sorted()
                .toList();
    }

    /** A table per type, with a row for each of its odd values and one of NULL; returns the values by type. */
    private static Map<String, List<String>> zoo(Product product, Database database) throws IOException {
        boolean postgres = product == Product.POSTGRESQL;
        Map<String, List<String>> literals = new LinkedHashMap<>();
        read(postgres ? "postgres/types.csv" : "mysql/types.csv", literals);
        if (!postgres) {
            read("mysql/types-" + product.name().toLowerCase(Locale.ROOT) + ".csv", literals);
        }
        List<String> statements = new ArrayList<>(
                postgres
                        ? List.of(
                                "CREATE TYPE mood AS ENUM ('sad', 'so, so', 'happy')",
                                "CREATE TYPE pair AS (a int, b text)",
                                "CREATE DOMAIN amount AS numeric(6,2) CHECK (VALUE >= 0)",
                                "CREATE DOMAIN amounts AS amount[]")
                        : List.of("SET sql_mode = ''"));
        int table = 0;
        for (Map.Entry<String, List<String>> type : literals.entrySet()) {
            String name = "zoo_" + ++table;
            statements.add("CREATE TABLE " + name + " (id int PRIMARY KEY, v " + type.getKey() + " NULL)"
                    + (postgres ? "" : " CHARSET utf8mb4"));
            int row = 0;
            for (String literal : type.getValue()) {
                statements.add("INSERT INTO " + name + " VALUES (" + ++row + ", " + literal + ")");
            }
            statements.add("INSERT INTO " + name + " VALUES (0, NULL)");
        }
        database.run(statements.toArray(String[]::new));
        return literals;
    }

    /** The declared type and the literal stand first in each line, and need no quotes. */
    private static void read(String table, Map<String, List<String>> literals) throws IOException {
        try (InputStream in = Objects.requireNonNull(Database.class.getResourceAsStream(table))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\\|"))
                    .filter(parts -> parts.length > 2)
                    .forEach(parts -> literals.computeIfAbsent(parts[0].strip(), type -> new ArrayList<>())
                            .add(parts[1].strip()));
        }
    }

    private static DatabaseServer source(Product product) {
        return switch (product) {
            case POSTGRESQL -> Servers.postgres();
            case MYSQL -> Servers.mysql();
            case MARIADB ->
                Servers.mariadb().orElseThrow(() -> new TestAbortedException("this machine has no MariaDB"));
        };
    }

    private static Database target(Kind kind) {
        return kind == Kind.POSTGRESQL
                ? Database.on(Servers.postgres(), Product.POSTGRESQL)
                : Database.on(Servers.mysql(), Product.MYSQL);
    }

    private void migrate(Database from, Database to, Kind kind) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("from"), from.server().password());
        Files.writeString(folder.resolve("to"), to.server().password());
        Path job = Files.writeString(folder.resolve("copy.yaml"), """
                version: 1
                name: copy
                source: { url: "%s", username: %s, password: "${file:%s}" }
                target:
                  %s: { url: "%s", username: %s, password: "${file:%s}" }
                rejects: { limit: 1000 }
                state: { directory: state }
                """.formatted(
                        from.settings(1).url(),
                        from.server().username(),
                        folder.resolve("from"),
                        kind.name().toLowerCase(Locale.ROOT),
                        to.server().jdbcUrl(to.name()),
                        to.server().username(),
                        folder.resolve("to")));
        Answer answer = Program.startingFast(folder).run("migrate", job.toString());
        assertThat(answer.exit()).as(answer.err() + answer.out()).isZero();
    }
}
