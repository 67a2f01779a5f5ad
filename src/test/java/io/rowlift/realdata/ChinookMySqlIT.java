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

/** Chinook from MySQL: names of mixed case, two target tables, a key that is a number, NULL kept. */
class ChinookMySqlIT {

    private static final String TABLE = "chinook-my-it";

    /** Counted in the text of the dump. */
    private static final Map<String, Long> ITEMS = Map.ofEntries(
            Map.entry("Track", 3503L),
            Map.entry("Artist", 275L),
            Map.entry("Album", 347L),
            Map.entry("Genre", 25L),
            Map.entry("MediaType", 5L),
            Map.entry("Playlist", 18L),
            Map.entry("PlaylistTrack", 8715L),
            Map.entry("Employee", 8L),
            Map.entry("Customer", 59L),
            Map.entry("Company", 10L),
            Map.entry("Invoice", 412L),
            Map.entry("InvoiceLine", 2240L));

    @Test
    void arrivesWholeAndEqual(@TempDir Path folder) throws SQLException, IOException {
        Path dump = PublicData.dump("chinook/Chinook_MySql.sql");
        DumpLoader.mysql(Servers.mysql(), "chinook", "Chinook").load(dump);
        Map<String, String> tables = Map.of("chinook", TABLE, "tracks", "chinook-tracks-it");
        try (RealDatabase chinook = new RealDatabase("chinook-mysql", Servers.mysql(), "chinook", folder, tables)) {
            Journey journey = new Journey(chinook);
            journey.migrate();

            new ChinookMySqlFacts(chinook.source(), chinook.oracle()).expect();
            assertThat(chinook.oracle().counts()).isEqualTo(ITEMS);
            journey.isEqual();
            assertThat(chinook.item(TABLE, key("ARTIST#1", "ALBUM#00001")))
                    .isEqualTo(Map.of(
                            "PK",
                            "ARTIST#1",
                            "SK",
                            "ALBUM#00001",
                            "AlbumId",
                            BigDecimal.ONE,
                            "Title",
                            "For Those About To Rock We Salute You",
                            "ArtistId",
                            BigDecimal.ONE,
                            "Preview",
                            List.of(
                                    song("For Those About To Rock (We Salute You)"),
                                    song("Put The Finger On You"),
                                    song("Let's Get It Up"),
                                    song("Inject The Venom"),
                                    song("Snowballed"))));
            journey.answers(
                    "chinook-tracks-it",
                    "byAlbum",
                    "AlbumId",
                    AttributeValue.fromN("1"),
                    "select count(*) from Track where AlbumId = 1");
            journey.isVerified();

            chinook.delete(TABLE, key("GENRE", "025"));
            journey.isFoundDifferent(List.of("Genre chinook{PK=GENRE, SK=025}: missing"), "GENRE", "025");
        }
    }

    private static Map<String, Object> song(String name) {
        return Map.of("Name", name, "UnitPrice", new BigDecimal("0.99"));
    }
}
