package io.rowlift.realdata;

import io.rowlift.servers.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} says beforehand is what DynamoDB Local consumes and holds afterwards. */
class PredictionIT {

    @TempDir
    private Path folder;

    /** An index with everything, and one with keys alone. */
    @Test
    void pagila() throws SQLException, IOException {
        Path schema = PublicData.dump("pagila/pagila-schema.sql");
        Path data = PublicData.dump("pagila/pagila-data.sql");
        DumpLoader.postgres(Servers.postgres(), "pagila_predicted").load(schema, data);
        Map<String, String> tables = Map.of("pagila", "pagila-predicted");
        try (RealDatabase pagila =
                new RealDatabase("pagila", "predicted", Servers.postgres(), "pagila_predicted", folder, tables)) {
            pagila.source().execute("refresh materialized view rental_by_category");
            new Prediction(pagila, tables).comesTrue(57_166, 154_510);
        }
    }

    /** Two tables; an index of ordinary attributes. */
    @Test
    void sakila() throws SQLException, IOException {
        Path dump = PublicData.dump("sakila-mysql/sakila-dump.sql");
        DumpLoader.mysql(Servers.mysql(), "sakila_predicted", "sakila").load(dump);
        Map<String, String> tables = Map.of("sakila", "sakila-predicted", "ledger", "sakila-ledger-predicted");
        try (RealDatabase sakila =
                new RealDatabase("sakila", "predicted", Servers.mysql(), "sakila_predicted", folder, tables)) {
            new Prediction(sakila, tables).comesTrue(50_217, 95_781);
        }
    }

    /** An index with some attributes; embedded lists; items per element. */
    @Test
    void shop() throws SQLException, IOException {
        Servers.postgres().createDatabase("shop_predicted");
        try (Connection connection = DumpLoader.connect(Servers.postgres(), "shop_predicted");
                Statement statement = connection.createStatement()) {
            statement.execute(seed());
        }
        Map<String, String> tables = Map.of("shop", "shop-predicted");
        try (RealDatabase shop =
                new RealDatabase("shop", "predicted", Servers.postgres(), "shop_predicted", folder, tables)) {
            new Prediction(shop, tables).comesTrue(79_942, 122_904);
        }
    }

    private static String seed() throws IOException {
        try (InputStream seed = PredictionIT.class.getResourceAsStream("/io/rowlift/demo/shop.sql")) {
            return new String(Objects.requireNonNull(seed).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
