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

/** Chinook from PostgreSQL: aggregates with nested parents, an item per element of an embed, a table joined with itself. */
class ChinookPostgresIT {

    private static final String TABLE = "chinook-pg-it";

    /** Counted in the text of the dump. */
    private static final Map<String, Long> ITEMS = Map.ofEntries(
            Map.entry("Artist", 275L),
            Map.entry("Album", 347L),
            Map.entry("Track", 3503L),
            Map.entry("Genre", 25L),
            Map.entry("MediaType", 5L),
            Map.entry("Playlist", 18L),
            Map.entry("PlaylistTrack", 8715L),
            Map.entry("Employee", 8L),
            Map.entry("Customer", 59L),
            Map.entry("E-mail", 59L),
            Map.entry("Invoice", 412L),
            Map.entry("Invoice of customer", 412L),
            Map.entry("Sale", 2240L),
            Map.entry("InvoiceLine", 2240L));

    @Test
    void arrivesWholeAndEqual(@TempDir Path folder) throws SQLException, IOException {
        Path dump = PublicData.dump("chinook/Chinook_PostgreSql.sql");
        DumpLoader.postgres(Servers.postgres(), "chinook").load(dump);
        try (RealDatabase chinook =
                new RealDatabase("chinook-postgres", Servers.postgres(), "chinook", folder, Map.of("chinook", TABLE))) {
            Journey journey = new Journey(chinook);
            journey.migrate();

            new ChinookPostgresFacts(chinook.source(), chinook.oracle()).expect();
            assertThat(chinook.oracle().counts()).isEqualTo(ITEMS);
            journey.isEqual();
            assertThat(chinook.item(TABLE, key("INVOICE#1", "LINE#000001")))
                    .isEqualTo(Map.of(
                            "PK",
                            "INVOICE#1",
                            "SK",
                            "LINE#000001",
                            "invoice_line_id",
                            BigDecimal.ONE,
                            "invoice_id",
                            BigDecimal.ONE,
                            "track_id",
                            BigDecimal.valueOf(2),
                            "unit_price",
                            new BigDecimal("0.99"),
                            "quantity",
                            BigDecimal.ONE));
            // the track itself is found beside the playlists
            journey.answers(
                    TABLE,
                    "INVERTED",
                    "SK",
                    AttributeValue.fromS("TRACK#1"),
                    "select 1 + count(*) from playlist_track where track_id = 1");
            journey.isVerified();

            chinook.tamper(TABLE, key("LOOKUP", "GENRE#001"), "name");
            journey.isFoundDifferent(
                    List.of("Genre chinook{PK=LOOKUP, SK=GENRE#001}: name is S tampered, expected S Rock"),
                    "GENRE#001");
        }
    }
}
