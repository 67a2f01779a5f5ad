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
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Inspection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    private Validation validate(int rows, int workers, String text) throws IOException {
        Mapping mapping = MappingFiles.read(Files.writeString(file(), text));
        MemorySource source = new MemorySource().table("users", rows);
        List<EntityReading> readings = mapping.entities().values().stream()
                .map(entity -> reading(mapping, entity, source))
                .toList();
        ValidateOptions options = new ValidateOptions(
                workers,
                500,
                5_000,
                null,
                new RejectLimit(BigDecimal.ZERO, false),
                0,
                null,
                Prices.shipped(),
                Files.createDirectory(directory.resolve("scratch")),
                false);
        return new Validator(mapping, readings, Inspection.NONE, options, new RunSignal(), Instant.EPOCH)
                .validate(new Silence());
    }

    private static EntityReading reading(Mapping mapping, Entity entity, MemorySource source) {
        AggregateReader reader = source.reader(entity.aggregate());
        return new EntityReading(
                entity.name(),
                reader,
                Mapper.compile(mapping, entity, reader.reading().shape())::map);
    }

    private record Silence() implements ValidateListener {

        @Override
        public void entered(String entity) {}

        @Override
        public void read(String entity, long rows) {}

        @Override
        public void comparingKeys() {}
    }

    private Path file() {
        return directory.resolve("mapping.yaml");
    }
}
