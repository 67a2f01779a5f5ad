package io.rowlift.realdata;

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

/** Sakila: ENUM, SET, YEAR, BLOB, GEOMETRY, DATETIME beside TIMESTAMP, views, children of children. */
class SakilaIT {

    private static final String LEDGER = "sakila-ledger-it";

    /** Counted in the text of the dump; the stores of the reports and film_text follow from it. */
    private static final Map<String, Long> ITEMS = Map.ofEntries(
            Map.entry("Actor", 200L),
            Map.entry("Film", 1000L),
            Map.entry("Film by feature", 2115L),
            Map.entry("FilmText", 1000L),
            Map.entry("FilmActor", 5462L),
            Map.entry("FilmCategory", 1000L),
            Map.entry("Category", 16L),
            Map.entry("Language", 6L),
            Map.entry("Inventory", 4581L),
            Map.entry("Country", 109L),
            Map.entry("City", 600L),
            Map.entry("Address", 603L),
            Map.entry("Store", 2L),
            Map.entry("Staff", 2L),
            Map.entry("Customer", 599L),
            Map.entry("Customer that left", 15L),
            Map.entry("Rental", 16_044L),
            Map.entry("Payment", 16_044L),
            Map.entry("CustomerListEntry", 599L),
            Map.entry("StaffListEntry", 2L),
            Map.entry("ActorInfo", 200L),
            Map.entry("SalesByStore", 2L),
            Map.entry("SalesByCategory", 16L));

    @Test
    void arrivesWholeAndEqual(@TempDir Path folder) throws SQLException, IOException {
        Path dump = PublicData.dump("sakila-mysql/sakila-dump.sql");
        DumpLoader.mysql(Servers.mysql(), "sakila_copy", "sakila").load(dump);
        Map<String, String> tables = Map.of("sakila", "sakila-it", "ledger", LEDGER);
        try (RealDatabase sakila = new RealDatabase("sakila", Servers.mysql(), "sakila_copy", folder, tables)) {
            Journey journey = new Journey(sakila);
            journey.migrate();

            new SakilaFacts(sakila.source(), sakila.oracle()).expect();
            assertThat(sakila.oracle().counts()).isEqualTo(ITEMS);
            journey.isEqual();
            assertThat(sakila.item(LEDGER, entry(130, "RENTAL#2005-05-24T22:53:30#1")))
                    .containsAllEntriesOf(Map.of(
                            "customer_id",
                            new BigDecimal("1.3E+2"),
                            "rental_id",
                            BigDecimal.ONE,
                            "rental_date",
                            "2005-05-24T22:53:30",
                            "return_date",
                            "2005-05-26T22:04:30"));
            // the rental itself and its payment
            journey.answers(
                    LEDGER,
                    "byRental",
                    "rental_id",
                    AttributeValue.fromN("1"),
                    "select 1 + count(*) from payment where rental_id = 1");
            journey.isVerified();

            sakila.tamper(LEDGER, entry(130, "RENTAL#2005-05-24T22:53:30#1"), "return_date");
            journey.isFoundDifferent(
                    List.of("Rental ledger{customer_id=1.3E+2, entry=RENTAL#2005-05-24T22:53:30#1}:"
                            + " return_date is S tampered, expected S 2005-05-26T22:04:30"),
                    "RENTAL#2005-05-24T22:53:30#1");
        }
    }

    private static Map<String, AttributeValue> entry(int customer, String entry) {
        return Map.of(
                "customer_id", AttributeValue.fromN(Integer.toString(customer)), "entry", AttributeValue.fromS(entry));
    }
}
