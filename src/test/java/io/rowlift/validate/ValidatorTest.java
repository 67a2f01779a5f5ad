package io.rowlift.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rowlift.config.MappingFiles;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.Finding;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {

    @TempDir
    private Path directory;

    /** What follows from the mapping is not said again of the rows. */
    @Test
    void anIndexWithoutEntriesIsReportedOnce() throws IOException {
        Validation validation = validate(25, 2, """
                version: 1
                target: dynamodb
                tables:
                  shop: { partition: PK, indexes: { Never: { partition: nobody }, Texts: { partition: text } } }
                entities:
                  User: { from: users, items: [{ key: { PK: "USER#{id}" }, attributes: [text] }] }
                """);

        assertThat(validation.findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(
                        tuple("index-without-items", "index \"Never\" of table \"shop\""),
                        tuple("pattern-none", "mapping \"" + file() + "\""));
        assertThat(validation.tables().get(0).indexHeat().get("Never").items()).isZero();
        assertThat(validation.tables().get(0).indexHeat().get("Texts").items()).isEqualTo(25);
    }

    /** More keys than are kept: which of them are looked at is not left to chance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theSameInversionIsFoundByAnyNumberOfWorkers(int workers) throws IOException {
        Validation validation = validate(60_000, workers, """
                version: 1
                target: dynamodb
                tables: { shop: { partition: PK, sort: SK } }
                entities:
                  User: { from: users, items: [{ key: { PK: "{id|shard:400}", SK: "{id}" }, attributes: [text] }] }
                """);

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().equals("sort-order"))
                .extracting(Finding::examples)
                .containsExactly(List.of("(id=920)", "(id=1783)"));
    }

    private static final String BY_TEXT = """
            version: 1
            target: dynamodb
            tables: { shop: { partition: PK, sort: SK } }
            entities:
              User: { from: users, items: [{ key: { PK: "ALL", SK: "%s" }, attributes: [text] }] }
            """;

    /** The source of this test does not tell letters of the two cases apart. */
    @Test
    void theSourceIsAskedForItsOrder() throws IOException {
        MemorySource source = new MemorySource().table("users", 0);
        source.rows("users").putAll(Map.of(1L, "apple", 2L, "Apple", 3L, "Banana", 4L, "cherry"));

        Validation validation = validate(source, 1, null, BY_TEXT.formatted("T#{text}#{id|pad:3}"));

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().equals("sort-order"))
                .extracting(Finding::message, Finding::remedy, Finding::examples)
                .containsExactly(tuple(
                        "\"T#{text}#{id|pad:3}\" does not sort as (text, id) does: under \"ALL\" the key"
                                + " \"T#apple#001\" comes after \"T#Apple#002\"",
                        "fix the width of numbers with pad:n, and the fraction of times with iso:n; or ask for no range",
                        List.of("(id=1)", "(id=2)")));
    }

    /** Which of two values that are equal there comes first makes no difference; that both come before a third one does. */
    @Test
    void oneOfTheValuesThatTheSourceTakesForOneStandsInTheWrongPlace() throws IOException {
        MemorySource source = new MemorySource().table("users", 0);
        source.rows("users").putAll(Map.of(1L, "apple", 2L, "Apple", 3L, "Banana"));

        Validation validation = validate(source, 1, null, BY_TEXT.formatted("{text}"));

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().equals("sort-order"))
                .extracting(Finding::message, Finding::remedy, Finding::examples)
                .containsExactly(tuple(
                        "\"{text}\" does not sort as (text) does: under \"ALL\" the key \"apple\" comes after \"Banana\"",
                        "DynamoDB sorts text by its bytes: for the source's order write what sorts alike from a computed"
                                + " column, as the position of an enum's label; or ask for no range",
                        List.of("(id=1)", "(id=3)")));
    }

    /** A row that was changed after it was read, or is gone, has another place than its value had. */
    @Test
    void changedRowsProveNothing() throws IOException {
        MemorySource source = new MemorySource().table("users", 0);
        source.rows("users").putAll(Map.of(1L, "a", 2L, "b", 3L, "c"));

        Validation validation = validate(source, 1, null, BY_TEXT.formatted("{text}"), () -> {
            source.rows("users").put(1L, "x");
            source.rows("users").remove(3L);
        });

        assertThat(validation.findings()).extracting(Finding::code).doesNotContain("sort-order");
        assertThat(validation.rows()).isEqualTo(3);
    }

    private static final String TWO_ENTITIES = """
            version: 1
            target: dynamodb
            tables: { shop: { partition: PK } }
            entities:
              Many: { from: users, items: [{ key: { PK: "A#{text}" }, attributes: [id] }] }
              One: { from: orders, items: [{ key: { PK: "B#{text}" }, attributes: [id] }] }
            """;

    /** Every pair counts, and the one of the other entity is not lost among them. */
    @Test
    void oneCollisionBehindThousandsOfAnotherEntity() throws IOException {
        MemorySource source = pairs(16_000);

        Validation validation = validate(source, 4, null, TWO_ENTITIES);

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().equals("key-collision"))
                .extracting(
                        Finding::subject,
                        Finding::message,
                        Finding::count,
                        finding -> finding.examples().get(0))
                .containsExactly(
                        tuple(
                                "entity \"Many\"",
                                "different rows make one item: 8,000 items would be lost",
                                8_000L,
                                "Many(id=1) and Many(id=8001): A#t1"),
                        tuple(
                                "entity \"One\"",
                                "different rows make one item: 1 item would be lost",
                                1L,
                                "One(id=7) and One(id=8): B#row 7"));
    }

    @Test
    void whereTooManyKeysCollideNothingIsSaidOfTheOthers() throws IOException {
        MemorySource source = pairs(60_000);
        source.rows("orders").put(8L, "row 8");

        Validation validation = validate(source, 4, null, TWO_ENTITIES);

        assertThat(validation.entities())
                .extracting(entity -> entity.keys().outcome())
                .containsExactly(KeyVerdict.Outcome.DISPROVED, KeyVerdict.Outcome.UNKNOWN);
        assertThat(validation.findings())
                .extracting(Finding::message)
                .contains(
                        "different rows make one item: at least 20,000 items would be lost",
                        "whether rows of it make one item is not known: more than the 20,000 keys that were looked at come"
                                + " more than once");
    }

    private static MemorySource pairs(int rows) {
        MemorySource source = new MemorySource().table("users", rows).table("orders", 100);
        source.rows("users").replaceAll((id, text) -> "t" + id % (rows / 2));
        source.rows("orders").put(8L, "row 7");
        return source;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100, 1_000, 19_999})
    void aSampleHasAsManyRowsAsWereAskedForFromAllOverTheKeys(long rows) throws IOException {
        Validation validation = validate(new MemorySource().table("users", 20_000), 2, rows, """
                version: 1
                target: dynamodb
                tables: { shop: { partition: PK } }
                entities:
                  User: { from: users, items: [{ key: { PK: "USER#{id}" }, attributes: [text] }] }
                """);

        assertThat(validation.rows()).isBetween(rows * 9 / 10, rows);
        assertThat(validation.entities().get(0).ranges()).isEqualTo(4);
    }

    @Test
    void anInversionAtTheEndOfALargePartitionIsFound() throws IOException {
        MemorySource source = new MemorySource().table("users", 0);
        for (long id = 100_000; id < 120_000; id++) {
            source.rows("users").put(id, "x");
        }
        source.rows("users").put(1_000_000L, "x");

        Validation validation = validate(source, 2, null, """
                version: 1
                target: dynamodb
                tables: { shop: { partition: PK, sort: SK } }
                entities:
                  User: { from: users, items: [{ key: { PK: "ALL", SK: "{id}" }, attributes: [text] }] }
                """);

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().equals("sort-order"))
                .extracting(Finding::examples)
                .containsExactly(List.of("(id=119999)", "(id=1000000)"));
    }

    /** Each day's rows come together, and each day is one partition key of the index. */
    @Test
    void aKeyThatIsHotBecauseOfTheOrderOfTheRows() throws IOException {
        MemorySource source = new MemorySource().table("users", 30_000);
        source.rows("users").replaceAll((id, text) -> "day " + id / 1_500);

        Validation validation = validate(source, 2, null, """
                version: 1
                target: dynamodb
                tables: { shop: { partition: PK, indexes: { Days: { partition: DAY, sort: ID } } } }
                entities:
                  User:
                    from: users
                    items: [{ key: { PK: "USER#{id}" }, index: { DAY: "{text}", ID: "{id|pad:9}" }, attributes: [id] }]
                """);

        assertThat(validation.findings())
                .filteredOn(finding -> finding.code().startsWith("hot"))
                .extracting(Finding::code, Finding::message)
                .containsExactly(tuple(
                        "hot-writes",
                        "rows are read in the order of their key, and 100% of what is written at the same time goes to one"
                                + " partition key of the table or of an index: DynamoDB takes 1,000 write units per second"
                                + " of it"));
        assertThat(validation.entities().get(0).sizes().get("shop")).satisfies(sizes -> {
            assertThat(sizes.count()).isEqualTo(30_000);
            assertThat(sizes.median()).isEqualTo(37);
            assertThat(sizes.p99()).isEqualTo(38);
            // 2 + 10 for PK, 3 + 6 for DAY, 2 + 9 for ID, 2 + 4 for id
            assertThat(sizes.max()).isEqualTo(38);
            assertThat(String.valueOf(sizes.maxRow())).isEqualTo("(id=15001)");
        });
    }

    @Test
    void reasonsThatDifferInColumnsAreTwoReasons() {
        Rejections rejections = new Rejections();
        rejections.add(0, new RowKey(List.of("id"), List.of(1L)), "attribute \"p1\" is NaN");
        rejections.add(1, new RowKey(List.of("id"), List.of(2L)), "attribute \"p2\" is NaN");
        rejections.add(2, new RowKey(List.of("id"), List.of(3L)), "item is 409,617 bytes");
        rejections.add(3, new RowKey(List.of("id"), List.of(4L)), "item is 440,017 bytes");

        assertThat(rejections.reasons())
                .extracting(Rejections.Reason::reason, Rejections.Reason::count)
                .containsExactly(
                        tuple("attribute \"p1\" is NaN", 1L),
                        tuple("attribute \"p2\" is NaN", 1L),
                        tuple("item is 409,617 bytes (figures of the first row)", 2L));
    }

    private Validation validate(int rows, int workers, String text) throws IOException {
        return validate(new MemorySource().table("users", rows), workers, null, text);
    }

    private Validation validate(MemorySource source, int workers, @Nullable Long sample, String text)
            throws IOException {
        return validate(source, workers, sample, text, () -> {});
    }

    private Validation validate(
            MemorySource source, int workers, @Nullable Long sample, String text, Runnable afterReading)
            throws IOException {
        Mapping mapping = MappingFiles.read(Files.writeString(file(), text));
        List<EntityReading> readings = mapping.entities().values().stream()
                .map(entity -> reading(mapping, entity, source))
                .toList();
        ValidateOptions options = new ValidateOptions(
                workers,
                500,
                5_000,
                sample,
                new RejectLimit(BigDecimal.ZERO, false),
                0,
                null,
                Prices.shipped(),
                Files.createDirectory(directory.resolve("scratch")),
                false);
        return new Validator(mapping, readings, List.of(), options, new RunSignal(), Instant.EPOCH)
                .validate(new AfterReading(afterReading));
    }

    private static EntityReading reading(Mapping mapping, Entity entity, MemorySource source) {
        AggregateReader reader = source.reader(entity.aggregate());
        return new EntityReading(
                entity.name(),
                reader,
                Mapper.compile(mapping, entity, reader.reading().shape())::map);
    }

    private record AfterReading(Runnable action) implements ValidateListener {

        @Override
        public void entered(String entity) {}

        @Override
        public void read(String entity, long rows) {
            action.run();
        }

        @Override
        public void comparingKeys() {}
    }

    private Path file() {
        return directory.resolve("mapping.yaml");
    }
}
