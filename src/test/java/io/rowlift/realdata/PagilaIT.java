package io.rowlift.realdata;

import static io.rowlift.realdata.RealDatabase.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.servers.Servers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pagila: a partitioned table, views, enums, domains, arrays, tsvector, timestamps with zone. */
class PagilaIT {

    private static final String TABLE = "pagila-it";

    /** Counted in the text of the dump. */
    private static final Map<String, Long> ITEMS = Map.ofEntries(
            Map.entry("Actor", 200L),
            Map.entry("Film", 1000L),
            Map.entry("Film by title", 1000L),
            Map.entry("Film by feature", 2115L),
            Map.entry("FilmActor", 5462L),
            Map.entry("FilmCategory", 2367L),
            Map.entry("Category", 16L),
            Map.entry("Language", 6L),
            Map.entry("Inventory", 4581L),
            Map.entry("Country", 109L),
            Map.entry("City", 600L),
            Map.entry("Address", 603L),
            Map.entry("Store", 500L),
            Map.entry("Staff", 1500L),
            Map.entry("Login", 1500L),
            Map.entry("Customer", 599L),
            Map.entry("E-mail", 599L),
            Map.entry("Rental", 16_044L),
            Map.entry("Rental that is out", 183L),
            Map.entry("Payment", 16_049L),
            Map.entry("CustomerListEntry", 599L),
            Map.entry("StaffListEntry", 1500L),
            Map.entry("SalesByCategory", 16L),
            Map.entry("SalesByStore", 2L),
            Map.entry("RentalByCategory", 16L));

    @Test
    void arrivesWholeAndEqual(@TempDir Path folder) throws SQLException, IOException {
        Path schema = PublicData.dump("pagila/pagila-schema.sql");
        Path data = PublicData.dump("pagila/pagila-data.sql");
        DumpLoader.postgres(Servers.postgres(), "pagila").load(schema, data);
        try (RealDatabase pagila =
                new RealDatabase("pagila", Servers.postgres(), "pagila", folder, Map.of("pagila", TABLE))) {
            // the dump leaves it without rows, and a view without rows cannot be read
            pagila.source().execute("refresh materialized view rental_by_category");
            Journey journey = new Journey(pagila);
            journey.migrate();

            new PagilaFacts(pagila.source(), pagila.oracle()).expect();
            assertThat(pagila.oracle().counts()).isEqualTo(ITEMS);
            journey.isEqual();
            assertThat(pagila.item(TABLE, key("CATEGORY#1", "CATEGORY#1")))
                    .isEqualTo(Map.of(
                            "PK", "CATEGORY#1",
                            "SK", "CATEGORY#1",
                            "category_id", BigDecimal.ONE,
                            "name", "Action",
                            "last_update", "2022-02-15T09:46:27.000000Z"));
            // the actor itself is found beside the films
            journey.answers(
                    TABLE,
                    "INVERTED",
                    "SK",
                    AttributeValue.fromS("ACTOR#1"),
                    "select 1 + count(*) from film_actor where actor_id = 1");
            journey.answers(
                    TABLE,
                    "GSI1",
                    "GSI1PK",
                    AttributeValue.fromS("RATING#PG-13"),
                    "select count(*) from film where rating = 'PG-13'");
            journey.isVerified();

            pagila.tamper(TABLE, key("FILM#1", "FILM#1"), "title");
            pagila.tamper(TABLE, key("FILM#0", "FILM#0"), "title");
            pagila.delete(TABLE, key("ACTOR#200", "ACTOR#200"));
            journey.isFoundDifferent(
                    List.of(
                            "Film pagila{PK=FILM#1, SK=FILM#1}: title is S tampered, expected S ACADEMY DINOSAUR",
                            "Actor pagila{PK=ACTOR#200, SK=ACTOR#200}: missing",
                            "pagila{PK=FILM#0, SK=FILM#0}: unexpected"),
                    "FILM#1",
                    "ACTOR#200",
                    "FILM#0");
        }
    }
}
