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

/** Northwind: text keys, floating point, computed JSON, sets, tables without rows, items that expire. */
class NorthwindIT {

    private static final String TABLE = "northwind-it";

    /** Counted in the text of the dump. */
    private static final Map<String, Long> ITEMS = Map.ofEntries(
            Map.entry("Customer", 91L),
            Map.entry("Demographic", 0L),
            Map.entry("CustomerDemographic", 0L),
            Map.entry("Order", 830L),
            Map.entry("Order that is open", 21L),
            Map.entry("OrderDetail", 2155L),
            Map.entry("Product", 77L),
            Map.entry("Category", 8L),
            Map.entry("Supplier", 29L),
            Map.entry("Shipper", 6L),
            Map.entry("Employee", 9L),
            Map.entry("EmployeeTerritory", 49L),
            Map.entry("Region", 4L),
            Map.entry("Territory", 53L),
            Map.entry("State", 51L));

    @Test
    void arrivesWholeAndEqual(@TempDir Path folder) throws SQLException, IOException {
        Path dump = PublicData.dump("northwind/northwind.sql");
        DumpLoader.postgres(Servers.postgres(), "northwind").load(dump);
        try (RealDatabase northwind =
                new RealDatabase("northwind", Servers.postgres(), "northwind", folder, Map.of("northwind", TABLE))) {
            Journey journey = new Journey(northwind);
            journey.migrate();

            new NorthwindFacts(northwind.source(), northwind.oracle()).expect();
            assertThat(northwind.oracle().counts()).isEqualTo(ITEMS);
            journey.isEqual();
            assertThat(northwind.item(TABLE, key("PRODUCT#42", "SOLD#10248")))
                    .isEqualTo(Map.of(
                            "PK", "PRODUCT#42",
                            "SK", "SOLD#10248",
                            "order_id", new BigDecimal("10248"),
                            "product_id", new BigDecimal("42"),
                            "unit_price", new BigDecimal("9.8"),
                            "quantity", new BigDecimal("1E+1"),
                            "discount", BigDecimal.ZERO));
            journey.answers(
                    TABLE,
                    "byDestination",
                    "shipped_to",
                    AttributeValue.fromS("Brazil/Rio de Janeiro"),
                    "select count(*) from orders where ship_city = 'Rio de Janeiro'");
            journey.isVerified();

            northwind.delete(TABLE, key("STATE", "AK"));
            journey.isFoundDifferent(List.of("State northwind{PK=STATE, SK=AK}: missing"), "STATE", "AK");
        }
    }
}
