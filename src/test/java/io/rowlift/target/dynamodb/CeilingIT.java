package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.plan.RunSignal;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.FaultPlan;
import io.rowlift.target.testing.FaultProxy;
import java.util.List;
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
            double before = target.traffic().writeUnits();
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
            assertThat(target.traffic().writeUnits() - before)
                    .isEqualTo(proxy.meter().total());
        } finally {
            workers.shutdownNow();
        }
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
