package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.endurance.Shop.Product;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.Fault;
import io.rowlift.target.testing.FaultProxy;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the program again and again and types the same command again, as the manual says: the target is that of an
 * undisturbed run, and what was written twice is bounded by the chunks at hand. The number of kills is set by the system
 * property {@code rowlift.kills}, the moments by {@code rowlift.seed}.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("rowlift.kills", 50);
    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());

    @TempDir
    private Path directory;

    private FaultProxy proxy;

    @BeforeEach
    void open() {
        proxy = FaultProxy.start(Servers.dynamodb().endpoint(), KillIT::slowly);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    /** DynamoDB Local is so fast that hardly a kill would hit a write; requests are planned one at a time. */
    private static Fault slowly(String operation) {
        if (operation.equals("BatchWriteItem")) {
            try {
                Thread.sleep(12);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Fault.NONE;
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void atRandomMoments(Product product) throws Exception {
        atRandomMoments(product, (KILLS + 1) / 2);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(Product.class)
    void atAThousandRandomMoments(Product product) throws Exception {
        atRandomMoments(product, 500);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void atEveryMilestone(Product product) throws Exception {
        Shop shop = Shop.on(product);
        Undisturbed undisturbed = Undisturbed.run(shop, directory, proxy);
        Migrated migrated = shop.migration(directory.resolve("halted"), proxy.endpoint());
        for (Milestone milestone : Milestone.values()) {
            try (Running run = Program.startingFast(directory)
                    .startTest(HaltedRun.class, migrated.job().toString(), milestone.name())) {
                Answer halted = run.answer();
                assertThat(halted.exit()).as(milestone + ": " + halted.err()).isEqualTo(Program.KILLED);
            }
        }
        requireSame(undisturbed, migrated, Milestone.values().length);
    }

    private void atRandomMoments(Product product, int kills) throws Exception {
        System.out.println("rowlift.seed=" + SEED + " " + product);
        Random random = new Random(SEED ^ product.name().hashCode());
        Shop shop = Shop.on(product);
        Undisturbed undisturbed = Undisturbed.run(shop, directory, proxy);
        Map<Hit, Integer> hits = new EnumMap<>(Hit.class);
        int done = 0;
        int rounds = 0;
        for (; done < kills; rounds++) {
            Migrated migrated = shop.migration(directory.resolve("round-" + rounds), proxy.endpoint());
            Killer killer = new Killer(proxy, migrated, undisturbed, random);
            int most = Math.min(kills - done, 3 + random.nextInt(10));
            int before = done;
            while (done - before < most && killer.hits()) {
                done++;
            }
            requireSame(undisturbed, migrated, done - before);
            killer.counts().forEach((hit, count) -> hits.merge(hit, count, Integer::sum));
        }
        System.out.printf("%s: %d kills in %d rounds: %s%n", product, done, rounds, hits);
    }

    private void requireSame(Undisturbed undisturbed, Migrated migrated, int kills) throws Exception {
        try (Running run = migrated.start()) {
            undisturbed.requireSame(migrated, run.answer(), "seed " + SEED);
        }
        long repeated = (long) kills * Shop.WORKERS * Shop.CHUNK * Shop.ITEMS_PER_ROW;
        assertThat(proxy.puts(migrated.table()))
                .as("seed %d, %d kills", SEED, kills)
                .isBetween(undisturbed.puts(), undisturbed.puts() + repeated);
    }

    /** What a process was doing when it was killed. */
    enum Hit {
        BEFORE_ITS_FIRST_WRITE,
        DURING_THE_LOAD,
        AFTER_THE_LAST_ITEM
    }
}
