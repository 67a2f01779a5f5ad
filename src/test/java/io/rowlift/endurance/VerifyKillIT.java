package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.endurance.Shop.Product;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.Fault;
import io.rowlift.target.testing.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code verify}, and {@code verify --repair --prune}, again and again and types the same command again: the answer
 * is that of an undisturbed run, and the table is healed. The moments are set by the system property {@code rowlift.seed}.
 */
class VerifyKillIT {

    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("rowlift.kills", 12);

    @TempDir
    private Path directory;

    private static final long LATEST = 2_000;

    private final AtomicInteger reads = new AtomicInteger();
    private FaultProxy proxy;

    @BeforeEach
    void open() {
        proxy = FaultProxy.start(Servers.dynamodb().endpoint(), this::slowly);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    /** DynamoDB Local is so fast that a comparison of the shop would be over before most kills. */
    private Fault slowly(String operation) {
        if (operation.equals("BatchGetItem") || operation.equals("Scan")) {
            reads.incrementAndGet();
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Fault.NONE;
    }

    @Test
    void theAnswerIsThatOfAnUndisturbedRun() throws Exception {
        System.out.println("rowlift.seed=" + SEED);
        Random random = new Random(SEED);
        URI local = Servers.dynamodb().endpoint();
        Migrated migrated = Shop.on(Product.POSTGRESQL).migration(directory.resolve("shop"), proxy.endpoint());
        assertThat(answer(migrated.start()).exit()).isZero();
        List<String> items = Items.of(local, migrated.table());
        Corruption harm = Corruption.of(local, migrated.table(), 100, random);
        Answer undisturbed = answer(migrated.verify());
        assertThat(undisturbed.exit()).as(undisturbed.err()).isEqualTo(6);
        assertThat(Verified.of(undisturbed).missing()).isEqualTo(harm.missing);

        Answer disturbed = killed(migrated, random);
        assertThat(disturbed.exit()).as("seed %d: %s", SEED, disturbed.err()).isEqualTo(6);
        assertThat(Verified.of(disturbed)).as("seed %d", SEED).isEqualTo(Verified.of(undisturbed));

        Answer mended = killed(migrated, random, "--repair", "--prune");
        assertThat(mended.exit())
                .as("seed %d: %s %s", SEED, mended.out(), mended.err())
                .isZero();
        assertThat(Items.of(local, migrated.table())).as("seed %d", SEED).isEqualTo(items);
        assertThat(CorruptionIT.exported(migrated)).as("seed %d", SEED).isEqualTo(harm.extra);
        assertThat(answer(migrated.verify()).exit()).isZero();
    }

    /** Kills the command at random moments after its first look at the target; returns the answer of the one that ends. */
    private Answer killed(Migrated migrated, Random random, String... options) throws Exception {
        int kills = 0;
        for (; kills < KILLS; kills++) {
            int before = reads.get();
            try (Running run = migrated.verify(options)) {
                while (run.process().isAlive() && reads.get() == before) {
                    Thread.sleep(5);
                }
                // long enough for some runs to finish a part, or none ever would
                if (run.endsWithin(Duration.ofMillis(random.nextLong(LATEST))) || !run.kill()) {
                    System.out.println(kills + " kills of verify " + List.of(options));
                    assertThat(kills).isPositive();
                    return run.answer();
                }
            }
        }
        System.out.println(kills + " kills of verify " + List.of(options));
        return answer(migrated.verify(options));
    }

    private static Answer answer(Running running) throws Exception {
        try (running) {
            return running.answer();
        }
    }
}
