package io.rowlift.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Value.Str;
import io.rowlift.problem.Location;
import io.rowlift.validate.Pace.Limit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Times and costs worked out by hand. */
class LoadPlanTest {

    private static final Location HERE = new Location("shop.yaml", 4);

    /** 100 million items of 1 KB, with two indexes that repeat them whole. */
    private static final Volume HUNDRED_MILLION =
            new Volume(100_000_000, 102_400_000_000L, 100_000_000, 112_400_000_000L, 0);

    private static final TableLoad LARGE = new TableLoad(
            table("shop", new Billing.OnDemand(), "GSI1", "GSI2"),
            HUNDRED_MILLION,
            Map.of("GSI1", HUNDRED_MILLION, "GSI2", HUNDRED_MILLION));

    @Test
    void aLargeLoadUnderACeiling() {
        LoadPlan plan = LoadPlan.of(List.of(LARGE), 4_000, "us-east-1", Prices.shipped());
        assertThat(plan.total()).isEqualTo(new Volume(100_000_000, 307_200_000_000L, 300_000_000, 337_200_000_000L, 0));
        assertThat(plan.paces())
                .containsExactly(
                        // 300 million at 4,000; 100 million in the table, and in each index at the same time, at 4,000
                        new Pace(Limit.CEILING, 4_000, Duration.ofMinutes(1_250)),
                        new Pace(Limit.NEW_ON_DEMAND, 4_000, Duration.ofSeconds(25_000)));
        assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(1_250));
        assertThat(plan.unpriced()).isNull();
        LoadCost cost = Objects.requireNonNull(plan.cost());
        assertThat(cost)
                .isEqualTo(new LoadCost(
                        Prices.shipped().of("us-east-1").orElseThrow(),
                        new BigDecimal("187.50"), // 300 x 0.625
                        3 * 1_334, // 100,000,000 / 75,000 s = 1,333.3, three times
                        21, // 75,000 s are 20.83 hours
                        new BigDecimal("54.63"), // 4,002 x 21 x 0.00065 = 54.6273
                        new BigDecimal("78.52"), // 337.2e9 / 2^30 = 314.0420 GB x 0.25 = 78.5105
                        new BigDecimal("0.00")));
    }

    @Test
    void withoutACeilingANewTableAndEachOfItsIndexesTakeWhatNewOnesTake() {
        LoadPlan plan = LoadPlan.of(List.of(LARGE), 0, "eu-central-1", Prices.shipped());
        assertThat(plan.paces()).containsExactly(new Pace(Limit.NEW_ON_DEMAND, 4_000, Duration.ofSeconds(25_000)));
        LoadCost cost = Objects.requireNonNull(plan.cost());
        assertThat(cost.loadOnDemand()).isEqualTo("228.75"); // 300 x 0.7625
        assertThat(cost.provisionedUnits()).isEqualTo(12_000);
        assertThat(cost.provisionedHours()).isEqualTo(7); // 6.94
        assertThat(cost.loadProvisioned()).isEqualTo("66.62"); // 12,000 x 7 x 0.000793 = 66.612
        assertThat(cost.storageMonth()).isEqualTo("96.10"); // 314.0420 x 0.306 = 96.0968
    }

    @Test
    void onePartitionKeyTakesAThousandUnitsASecond() {
        Volume hot = HUNDRED_MILLION.withLargestKey(60_000_001);
        TableLoad load = new TableLoad(LARGE.design(), HUNDRED_MILLION, Map.of("GSI1", hot, "GSI2", HUNDRED_MILLION));
        LoadPlan plan = LoadPlan.of(List.of(load), 10_000, "us-east-1", Prices.shipped());
        assertThat(plan.paces())
                .containsExactly(
                        new Pace(Limit.PARTITION, 1_000, Duration.ofSeconds(60_001)),
                        new Pace(Limit.CEILING, 10_000, Duration.ofSeconds(30_000)),
                        new Pace(Limit.NEW_ON_DEMAND, 4_000, Duration.ofSeconds(25_000)));
        assertThat(plan.total().largestKeyUnits()).isEqualTo(60_000_001);
    }

    @Test
    void provisionedTablesAreLoadedAndPaidAsTheMappingSays() {
        Billing billing = new Billing.Provisioned(50, 200);
        TableLoad load = new TableLoad(
                table("shop", billing, "GSI1"),
                new Volume(1_000, 500_000, 1_000_000, 600_000, 0),
                Map.of("GSI1", new Volume(100, 50_000, 100, 60_000, 0)));
        LoadPlan plan = LoadPlan.of(List.of(load), 0, "eu-west-1", Prices.shipped());
        assertThat(plan.paces()).containsExactly(new Pace(Limit.PROVISIONED, 200, Duration.ofSeconds(5_000)));
        LoadCost cost = Objects.requireNonNull(plan.cost());
        assertThat(cost.loadOnDemand()).isEqualTo("0.71"); // 1.0001 x 0.705 = 0.70507
        assertThat(cost.provisionedUnits()).isEqualTo(400);
        assertThat(cost.provisionedHours()).isEqualTo(2);
        assertThat(cost.loadProvisioned()).isEqualTo("0.59"); // 400 x 2 x 0.000735 = 0.588
        // twice (200 x 0.000735 + 50 x 0.000147) x 730 = 225.351
        assertThat(cost.capacityMonth()).isEqualTo("225.36");
        assertThat(cost.storageMonth()).isEqualTo("0.01"); // 660,000 bytes are 0.0002
    }

    @Test
    void tablesAreLoadedOneAfterTheOther() {
        Volume million = new Volume(1_000_000, 1, 1_000_000, 1, 0);
        LoadPlan plan = LoadPlan.of(
                List.of(
                        new TableLoad(table("a", new Billing.OnDemand()), million, Map.of()),
                        new TableLoad(table("b", new Billing.OnDemand()), million, Map.of()),
                        new TableLoad(table("c", new Billing.Provisioned(1, 1_000)), million, Map.of()),
                        new TableLoad(table("d", new Billing.Provisioned(1, 100)), million, Map.of())),
                0,
                null,
                Prices.shipped());
        assertThat(plan.paces())
                .containsExactly(new Pace(Limit.PROVISIONED, 100, Duration.ofSeconds(1_000 + 10_000 + 500)));
        assertThat(plan.cost()).isNull();
        assertThat(plan.unpriced()).isEqualTo("no price known, because the job names no region; name it in the job");
    }

    @Test
    void anUnknownRegionHasATimeAndNoCost() {
        LoadPlan plan = LoadPlan.of(List.of(LARGE), 4_000, "mars-1", Prices.shipped());
        assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(1_250));
        assertThat(plan.cost()).isNull();
        assertThat(plan.unpriced())
                .isEqualTo("no price known for region \"mars-1\"; give --prices FILE with the prices of this region");
    }

    @Test
    void nothingToWriteTakesNoTimeAndCostsNothing() {
        TableLoad nothing = new LoadTally(table("shop", new Billing.OnDemand(), "GSI1")).load();
        LoadPlan plan = LoadPlan.of(List.of(nothing), 4_000, "us-east-1", Prices.shipped());
        assertThat(plan.duration()).isEqualTo(Duration.ZERO);
        assertThat(plan.paces()).isEmpty();
        LoadCost cost = Objects.requireNonNull(plan.cost());
        assertThat(cost.loadOnDemand()).isEqualTo("0.00");
        assertThat(cost.provisionedUnits()).isZero();
        assertThat(cost.provisionedHours()).isZero();
    }

    @Test
    void talliesAddUpItemsAndIndexEntries() {
        TableDesign design = table("shop", new Billing.OnDemand(), "GSI1");
        LoadTally tally = new LoadTally(design);
        LoadTally other = new LoadTally(design);
        // PK 2 + 1 bytes, GSI1PK 6 + 1, text 4 + n
        tally.add(item("PK", "a", "text", "x".repeat(1017)));
        tally.add(item("PK", "b", "GSI1PK", "g", "text", "x".repeat(1011)));
        other.add(item("PK", "c", "GSI1PK", "g"));
        tally.add(other);
        TableLoad load = tally.load();
        assertThat(load.own()).isEqualTo(new Volume(3, 1_024 + 1_025 + 10, 1 + 2 + 1, 2_059 + 300, 0));
        assertThat(load.indexes()).containsExactly(Map.entry("GSI1", new Volume(2, 1_025 + 10, 2 + 1, 1_035 + 200, 0)));
        assertThat(load.writeUnits()).isEqualTo(7);
        assertThat(load.storedBytes()).isEqualTo(2_359 + 1_235);
    }

    @Test
    void aLoadIsOfTheIndexesOfItsTable() {
        assertThatThrownBy(() -> new TableLoad(LARGE.design(), Volume.NONE, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the indexes of table \"shop\"");
    }

    private static Item item(String... attributes) {
        Map<String, io.rowlift.mapping.Value> values = new LinkedHashMap<>();
        int size = 0;
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(attributes[i], new Str(attributes[i + 1]));
            size += attributes[i].length() + attributes[i + 1].length();
        }
        return new Item("shop", new ItemKey("shop", new Str(attributes[1]), null), values, size);
    }

    private static TableDesign table(String name, Billing billing, String... indexes) {
        Map<String, Index> byName = new LinkedHashMap<>();
        for (String index : indexes) {
            byName.put(
                    index,
                    new Index(
                            index,
                            List.of(new KeyAttribute(index + "PK", KeyType.S)),
                            List.of(),
                            new Projection(Projection.Kind.ALL, List.of()),
                            HERE));
        }
        return new TableDesign(name, new KeyAttribute("PK", KeyType.S), null, byName, null, billing, HERE);
    }
}
