package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.endurance.Shop.Product;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.Fault;
import io.rowlift.target.testing.FaultPlan;
import io.rowlift.target.testing.FaultProxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole migrations while source and target break down in every way that can be borne: the target is that of an
 * undisturbed run, and nothing is counted twice. The faults are set by the system property {@code rowlift.seed}.
 */
class FaultsIT {

    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());

    @TempDir
    private Path directory;

    private FaultProxy proxy;

    @BeforeEach
    void open() {
        proxy = FaultProxy.start(Servers.dynamodb().endpoint(), FaultPlan.none());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    /** Shares of all batches to which these things happen. */
    enum Weather {
        THROTTLES(Map.of(Fault.THROTTLED, 0.1, Fault.REQUEST_LIMIT, 0.1, Fault.HOT_PARTITION, 0.1)),
        PARTIAL_BATCHES(Map.of(Fault.SOME_UNPROCESSED, 0.2, Fault.ALL_UNPROCESSED, 0.05)),
        SERVER_ERRORS(Map.of(Fault.ERROR_BEFORE, 0.1, Fault.ERROR_AFTER, 0.1, Fault.UNAVAILABLE, 0.05)),
        DROPPED_CONNECTIONS(Map.of(Fault.DROPPED_BEFORE, 0.1, Fault.DROPPED_AFTER, 0.1)),
        SLOW_ANSWERS(Map.of(Fault.SLOW, 0.05)),
        MIXED(Map.of(
                Fault.THROTTLED, 0.02,
                Fault.HOT_PARTITION, 0.05,
                Fault.SOME_UNPROCESSED, 0.03,
                Fault.ALL_UNPROCESSED, 0.01,
                Fault.ERROR_BEFORE, 0.05,
                Fault.ERROR_AFTER, 0.05,
                Fault.DROPPED_BEFORE, 0.05,
                Fault.DROPPED_AFTER, 0.05,
                Fault.SLOW, 0.01));

        @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
        private final Map<Fault, Double> shares;

        Weather(Map<Fault, Double> shares) {
            this.shares = shares;
        }

        /** Such faults, and broken calls about the table; the first call of all must tell that the service is there. */
        FaultPlan plan(long seed) {
            FaultPlan batches = FaultPlan.random(seed, "BatchWriteItem", shares);
            FaultPlan tables = FaultPlan.script("DescribeTable", Fault.NONE, Fault.ERROR_BEFORE, Fault.DROPPED_BEFORE);
            FaultPlan lastStep = FaultPlan.script("UpdateTimeToLive", Fault.ERROR_AFTER, Fault.THROTTLED);
            return operation -> switch (operation) {
                case "BatchWriteItem" -> batches.next(operation);
                case "UpdateTimeToLive" -> lastStep.next(operation);
                default -> tables.next(operation);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Weather.class)
    void anyWeather(Weather weather) throws Exception {
        through(weather, Product.POSTGRESQL);
    }

    @ParameterizedTest
    @EnumSource(value = Product.class, names = "MYSQL")
    void mixedWeather(Product product) throws Exception {
        through(Weather.MIXED, product);
    }

    private void through(Weather weather, Product product) throws Exception {
        String story = "rowlift.seed=" + SEED + " " + product + " " + weather;
        System.out.println(story);
        Shop shop = Shop.on(product);
        Undisturbed undisturbed = Undisturbed.run(shop, directory, proxy);
        long calm = proxy.requests("BatchWriteItem");
        Migrated migrated = shop.migration(directory.resolve("disturbed"), proxy.endpoint());
        proxy.plan(weather.plan(SEED));
        try (Running run = migrated.start()) {
            undisturbed.requireSame(migrated, run.answer(), story);
        }
        if (weather != Weather.SLOW_ANSWERS) {
            assertThat(proxy.requests("BatchWriteItem")).as(story).isGreaterThan(2 * calm);
        }
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void theSourceRestarts(Product product) throws Exception {
        Shop shop = Shop.on(product);
        Undisturbed undisturbed = Undisturbed.run(shop, directory, proxy);
        Migrated migrated = shop.migration(directory.resolve("disturbed"), proxy.endpoint());
        proxy.plan(slowly());
        try (Running run = migrated.start()) {
            while (run.process().isAlive() && proxy.puts(migrated.table()) < undisturbed.puts() / 4) {
                Thread.sleep(5);
            }
            product.server().restart();
            assertThat(proxy.puts(migrated.table())).isLessThan(undisturbed.puts());
            undisturbed.requireSame(migrated, run.answer(), "restart");
        }
    }

    /** So that a restart falls into the load. */
    private static FaultPlan slowly() {
        return operation -> {
            if (operation.equals("BatchWriteItem")) {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Fault.NONE;
        };
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void theCredentialsExpire(Product product) throws Exception {
        Shop shop = Shop.on(product);
        Undisturbed undisturbed = Undisturbed.run(shop, directory, proxy);
        Migrated migrated = shop.migration(directory.resolve("disturbed"), proxy.endpoint());
        AtomicInteger batches = new AtomicInteger();
        proxy.plan(operation ->
                operation.equals("BatchWriteItem") && batches.incrementAndGet() > 40 ? Fault.EXPIRED : Fault.NONE);
        try (Running run = migrated.start()) {
            Answer failed = run.answer();
            assertThat(failed.exit()).as(failed.err()).isEqualTo(4);
            assertThat(failed.err())
                    .contains("the AWS credentials have expired")
                    .contains("Go on with: rowlift migrate " + migrated.job());
        }
        assertThat(proxy.puts(migrated.table())).isBetween(1L, undisturbed.puts() - 1);

        proxy.plan(FaultPlan.none());
        try (Running run = migrated.start()) {
            undisturbed.requireSame(migrated, run.answer(), "new credentials");
        }
    }
}
