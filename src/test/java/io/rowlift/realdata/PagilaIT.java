package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.servers.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pagila: partitions, views, enums, domains, arrays, tsvector, timestamps with zone. */
class PagilaIT {

    private static final String TABLE = "pagila-it";

    @Test
    void everyRowArrivesAndIsEqual(@TempDir Path folder) throws SQLException, IOException {
        Path schema = PublicData.dump("pagila/pagila-schema.sql");
        Path data = PublicData.dump("pagila/pagila-data.sql");
        DumpLoader.postgres(Servers.postgres(), "pagila").load(schema, data);
        try (RealDatabase pagila =
                new RealDatabase("pagila", Servers.postgres(), "pagila", folder, Map.of("pagila", TABLE))) {
            pagila.source().execute("refresh materialized view rental_by_category");

            Journey journey = new Journey(pagila);
            journey.migrate();
            new PagilaFacts(pagila.source(), pagila.oracle()).expect();
            journey.isEqual();
            assertThat(pagila.oracle().counts())
                    .containsOnly(
                            Map.entry("Actor", 200L),
                            Map.entry("Film", 1000L));
            journey.isVerified();

            pagila.tamper(TABLE, key("FILM#1", "FILM#1"), "title");
            pagila.tamper(TABLE, key("FILM#0", "FILM#0"), "title");
            pagila.delete(TABLE, key("ACTOR#200", "ACTOR#200"));
            journey.isFoundDifferent(
                    "pagila{PK=FILM#0, SK=FILM#0}: unexpected",
                    "Film pagila{PK=FILM#1, SK=FILM#1}: title is S tampered, expected S ACADEMY DINOSAUR",
                    "Actor pagila{PK=ACTOR#200, SK=ACTOR#200}: missing");
        }
    }

    private static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("PK", AttributeValue.fromS(partition), "SK", AttributeValue.fromS(sort));
    }
}
