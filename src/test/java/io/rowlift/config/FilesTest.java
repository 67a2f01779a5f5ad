package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilesTest {

    private static final String JOB = """
            version: 1
            name: shop
            mapping: shop.yaml
            source: { url: "jdbc:postgresql://localhost/shop", username: shop, password: "${SHOP_PASSWORD}" }
            target: { dynamodb: { TABLES } }
            """;

    @TempDir
    Path directory;

    @Test
    void missingFile() {
        assertThatThrownBy(() -> MappingFiles.read(Path.of("no/such.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("file \"no/such.yaml\" does not exist; check the path");
    }

    @Test
    void directoryInsteadOfFile() {
        assertThatThrownBy(() -> JobFiles.read(Path.of("src"), FixedEnvironment.SHOP))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("file \"src\" is a directory; name a file that this user may read");
    }

    @Test
    void hugeFile() throws IOException {
        Path file = Files.write(directory.resolve("huge.yaml"), new byte[FileText.MAX_BYTES + 1]);
        assertThatThrownBy(() -> MappingFiles.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":1: the file is larger than 4 MiB; is this the file that you meant?");
    }

    static List<Path> jobs() throws IOException {
        return ShippedFiles.in("jobs");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void shippedJobsFitTheirMappings(Path file) throws IOException {
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);
        assertThat(job.name()).isEqualTo(file.getFileName().toString().replace(".yaml", ""));
        if (job.target() instanceof TargetSettings.Relational target) {
            assertThat(JobFiles.copyMapping(job, target).target().family())
                    .isEqualTo(target.kind().family());
            return;
        }
        Mapping mapping = MappingFiles.read(job.mapping());
        JobFiles.requireFit(job, mapping);
        assertThat(mapping.entities().keySet()).containsExactly("User", "Order", "OrderLine", "Product", "Country");
        assertThat(mapping.patterns())
                .hasSize(10)
                .allSatisfy((name, p) -> assertThat(p.sql()).isNotNull());
    }

    @Test
    void everyShippedMappingHasAJob() throws IOException {
        List<Path> mappings = jobs().stream()
                .map(job -> JobFiles.read(job, FixedEnvironment.SHOP).mapping())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        assertThat(ShippedFiles.in("mappings")).containsExactlyInAnyOrderElementsOf(mappings);
    }

    static List<Path> shipped() throws IOException {
        return ShippedFiles.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedFilesPointToTheirSchema(Path file) throws IOException {
        String first = Files.readAllLines(file).get(0);
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        Path schema =
                file.resolveSibling(first.substring(first.indexOf('=') + 1)).normalize();
        String kind = file.startsWith("jobs") ? "job" : "mapping";
        assertThat(schema).isEqualTo(Path.of("src/main/resources/io/rowlift/config/" + kind + ".schema.json"));
        assertThat(schema).exists();
    }

    @Test
    void mappingOfTheOtherFamily() throws IOException {
        Path mapping =
                GoldenFilesTest.ROOT.resolve("79-copy-contract/mapping.yaml").toAbsolutePath();
        Path file = directory.resolve("job.yaml");
        Files.writeString(
                file,
                JOB.replace("mapping: shop.yaml", "mapping: " + mapping)
                        .replace(
                                "dynamodb: { TABLES }",
                                "planetscale: { url: \"jdbc:mysql://localhost/shop\", username: shop,"
                                        + " password: \"${SHOP_PASSWORD}\", ddl: manual }"));
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);
        TargetSettings.Relational target = (TargetSettings.Relational) job.target();
        assertThat(target.kind()).isEqualTo(Kind.PLANETSCALE);
        assertThat(target.url()).isEqualTo("jdbc:mysql://localhost/shop");
        assertThat(target.username()).isEqualTo("shop");
        assertThat(target.password().reveal()).isEqualTo("s3cret");
        assertThat(target.manualDdl()).isTrue();
        assertThat(target.insecure()).isFalse();
        assertThat(target.database()).isEqualTo("shop");
        assertThatThrownBy(() -> JobFiles.copyMapping(job, target))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":5: the target is \"planetscale\", and " + mapping
                        + " is for \"neon\"; a mapping is for"
                        + " one family: neon and postgresql, or planetscale and mysql");
    }

    @Test
    void jobWithoutMapping() throws IOException {
        Path file = directory.resolve("job.yaml");
        Files.writeString(
                file,
                JOB.replace("mapping: shop.yaml\n", "")
                        .replace(
                                "dynamodb: { TABLES }",
                                "mysql: { url: \"jdbc:mysql://localhost/shop\", username: shop, password:"
                                        + " \"${SHOP_PASSWORD}\" }"));
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);
        assertThat(job.mapping()).isNull();
        assertThat(job.target()).isInstanceOfSatisfying(TargetSettings.Relational.class, target -> {
            assertThat(target.manualDdl()).isFalse();
            CopyMapping mapping = JobFiles.copyMapping(job, target);
            assertThat(mapping)
                    .isEqualTo(new CopyMapping(
                            file.toString(),
                            Kind.MYSQL,
                            Map.of(),
                            List.of(new Name("*", new Location(file.toString(), 1))),
                            List.of(),
                            null,
                            Indexes.AFTER_LOAD,
                            Map.of()));
        });
    }

    @Test
    void tablesOfJobAndMappingFit() throws IOException {
        Mapping mapping = MappingFiles.read(GoldenFilesTest.ROOT.resolve("52-table-everything/mapping.yaml"));
        Path file = directory.resolve("job.yaml");
        Files.writeString(file, JOB.replace("TABLES", "tables: {\n      shopp: shop-prod,\n      shop: hashes }"));
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);
        assertThatThrownBy(() -> JobFiles.requireFit(job, mapping))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":6: \"tables\" names \"shopp\", which " + mapping.file()
                        + " does not have; did you mean \"shop\"?\n"
                        + file + ":7: the tables \"shop\" and \"hashes\" would both be \"hashes\"; give them different"
                        + " names in \"tables\"");
    }

    @Test
    void nameThatDynamoDbDoesNotAllow() throws IOException {
        Path file = directory.resolve("job.yaml");
        Files.writeString(file, JOB.replace("TABLES", ""));
        Job job = JobFiles.read(file, FixedEnvironment.SHOP);
        Mapping mapping = new Mapping("shop.yaml", Map.of("t", table()), Map.of(), Map.of());
        assertThatThrownBy(() -> JobFiles.requireFit(job, mapping))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(GoldenFilesTest.ROOT.resolve("52-table-everything/mapping.yaml")
                        + ":13: table \"t\" would be named \"t\", DynamoDB wants 3 to 255 letters, digits, \"_\","
                        + " \"-\" or \".\"; rename it in " + file + " with tables: { t: ... } under \"dynamodb\"");
    }

    private static io.rowlift.mapping.TableDesign table() {
        return MappingFiles.read(GoldenFilesTest.ROOT.resolve("52-table-everything/mapping.yaml"))
                .tables()
                .get("hashes");
    }

    @ParameterizedTest
    @CsvSource({
        "'${SHOP_USER}', shop",
        "'${SHOP_USER:-x}', shop",
        "'${NOBODY:-x}', x",
        "'${EMPTY:-x}', x",
        "'a${NOBODY:-}b', ab",
        "'${SHOP_USER}@${SHOP_USER}', shop@shop",
        "'$${SHOP_USER}', '${SHOP_USER}'",
        "'$SHOP_USER', '$SHOP_USER'",
        "'${NOBODY:-a:-b}', 'a:-b'",
        "'${NOBODY:-\\1$2}', '\\1$2'",
        "'${file:/run/secrets/shop}', from a file"
    })
    void references(String written, String value) throws IOException {
        Path file = directory.resolve("job.yaml");
        Files.writeString(file, JOB.replace("TABLES", "").replace("username: shop", "username: '" + written + "'"));
        assertThat(JobFiles.read(file, FixedEnvironment.SHOP).source().username())
                .isEqualTo(value);
    }

    @Test
    void emptyPasswordOfTheEnvironment() throws IOException {
        Path file = directory.resolve("job.yaml");
        Files.writeString(file, JOB.replace("TABLES", "").replace("SHOP_PASSWORD", "EMPTY"));
        assertThat(JobFiles.read(file, FixedEnvironment.SHOP)
                        .source()
                        .password()
                        .reveal())
                .isEmpty();
    }

    @Test
    void environmentOfTheProcess() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
        assertThat(Environment.ofProcess().secret(secret)).isEqualTo("s3cret\n");
        assertThat(Environment.ofProcess().variable("ROWLIFT_NOT_SET_ANYWHERE")).isNull();
        assertThat(Environment.ofProcess().variable("PATH")).isEqualTo(System.getenv("PATH"));
    }
}
