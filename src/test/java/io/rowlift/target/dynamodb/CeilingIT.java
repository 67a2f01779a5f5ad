package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.servers.Servers;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.testing.FaultPlan;
import io.rowlift.target.testing.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ceiling, measured where the units are consumed. */
@Timeout(120)
class CeilingIT {

    private static final int CEILING = 600;
    private static final int WORKERS = 6;
    private static final int READ_CEILING = 800;

    /** The first page of larger items than those before comes as a surprise: it is 1 MB at most, and one item more. */
    private static final int PAGE_UNITS = 256 + 74;

    @Test
    void failure7_theCeilingHoldsInEverySecondForAllWorkersTogether() throws Exception {
        String table = Designs.unique();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try (FaultProxy proxy = FaultProxy.start(Servers.dynamodb().endpoint(), FaultPlan.none());
                DynamoDbTarget target = DynamoDbTarget.open(
                        Designs.settings(proxy.endpoint(), table, CEILING),
                        Designs.mapping(Designs.shop()),
                        Designs.OWNER,
                        new RunSignal())) {
            target.prepare();
            write(target, WORKERS); // what loads classes and opens connections comes in gushes
            double before = target.traffic().volume();
            proxy.meter().restart();
            List<CompletableFuture<Void>> running = IntStream.range(0, WORKERS)
                    .mapToObj(worker -> CompletableFuture.runAsync(() -> write(target, worker), workers))
                    .toList();
            for (CompletableFuture<Void> worker : running) {
                worker.get();
            }

            List<Double> seconds = proxy.meter().seconds();
            assertThat(seconds).hasSizeGreaterThan(30);
            assertThat(seconds).allSatisfy(units -> assertThat(units).isBetween(CEILING * 0.95, CEILING * 1.05));
            assertThat(target.traffic().volume() - before)
                    .isEqualTo(proxy.meter().total());
        } finally {
            workers.shutdownNow();
        }
    }

    /** 150 units for the fetch, a quarter of it for the scan and the query, at 50 units per second. */
    @Test
    void readingKeepsItsCeiling() throws Exception {
        String table = Designs.unique();
        URI endpoint = Servers.dynamodb().endpoint();
        try (DynamoDbTarget target = DynamoDbTarget.open(
                new TargetSettings.DynamoDb("eu-west-1", endpoint, Map.of("shop", table), 0, 50, false, false),
                Designs.mapping(Designs.shop()),
                Designs.OWNER,
                new RunSignal())) {
            target.prepare();
            List<Item> items = IntStream.range(0, 150)
                    .mapToObj(i -> item("USER#1", "ITEM#" + i, "text", "x".repeat(900)))
                    .toList();
            target.write(items);

            Instant begin = Instant.now();
            assertThat(target.reader().fetch(items.stream().map(Item::key).toList()))
                    .hasSize(150);
            Duration fetched = Duration.between(begin, Instant.now());
            List<ItemKey> keys = new ArrayList<>();
            target.reader().scanKeys("shop", TargetReader.Segment.ALL, keys::add);
            Duration scanned = Duration.between(begin, Instant.now()).minus(fetched);

            assertThat(keys).hasSize(150);
            assertThat(fetched).isBetween(Duration.ofMillis(2700), Duration.ofMillis(8000));
            assertThat(scanned).isBetween(Duration.ofMillis(600), Duration.ofMillis(5000));
        }
    }

    /** Items of 1 to 300 KB: some cost 75 units each, consistently. */
    @Test
    void readingKeepsItsCeilingInEverySecondWhateverItemsTakeAndPatternsAsk() throws Exception {
        String table = Designs.unique();
        try (FaultProxy proxy = FaultProxy.start(Servers.dynamodb().endpoint(), FaultPlan.none());
                DynamoDbTarget target = DynamoDbTarget.open(
                        new TargetSettings.DynamoDb(
                                "eu-west-1", proxy.endpoint(), Map.of("shop", table), 0, READ_CEILING, false, false),
                        Designs.mapping(Designs.shop()),
                        Designs.OWNER,
                        new RunSignal())) {
            target.prepare();
            List<Item> items = IntStream.range(0, 120)
                    .mapToObj(i -> item("USER#1", "ITEM#%03d".formatted(i), "text", "x".repeat(i < 60 ? 900 : 300_000)))
                    .toList();
            target.write(items);
            List<ItemKey> keys = items.stream().map(Item::key).toList();

            assertThat(seconds(proxy, () -> target.reader().fetch(keys)))
                    .allMatch(units -> units <= READ_CEILING + PAGE_UNITS);
            assertThat(seconds(proxy, () -> target.reader().scanKeys("shop", TargetReader.Segment.ALL, key -> {})))
                    .allMatch(units -> units <= READ_CEILING + PAGE_UNITS);
            KeyCondition user = new KeyCondition("PK", Operator.EQUALS, new Value.Str("USER#1"));
            assertThat(seconds(proxy, () -> target.reader().query("shop", null, List.of(user), 10)))
                    .allMatch(units -> units <= READ_CEILING + PAGE_UNITS);
        }
    }

    private static List<Double> seconds(FaultProxy proxy, Runnable reading) {
        proxy.meter().restart();
        reading.run();
        List<Double> seconds = proxy.meter().seconds();
        assertThat(seconds).hasSizeGreaterThan(10);
        return seconds;
    }

    /** A third of the items is twice as large as the others, a third appears in the index too. */
    private static void write(DynamoDbTarget target, int worker) {
        for (int chunk = 0; chunk < 3; chunk++) {
            int from = chunk * 120;
            List<Item> items = IntStream.range(from, from + 120)
                    .mapToObj(i -> switch (i % 3) {
                        case 0 -> item("WORKER#" + worker, "ITEM#" + i, "text", "x".repeat(1500));
                        case 1 -> item("WORKER#" + worker, "ITEM#" + i, "GSI1PK", "S", "GSI1SK", "" + i);
                        default -> item("WORKER#" + worker, "ITEM#" + i);
                    })
                    .toList();
            target.write(items);
        }
    }
}
