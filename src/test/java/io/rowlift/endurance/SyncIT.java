package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.Shop.Product;
import io.rowlift.program.Program;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A source that is written all the time, while {@code migrate} loads and while {@code sync} is killed and run again: at
 * the end {@code verify} finds no difference and no extra item.
 */
class SyncIT {

    private static final long SEED = Long.getLong("rowlift.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Product.class)
    void theTargetFollowsWhateverIsWrittenAndWheneverItIsKilled(Product product) throws Exception {
        follows(product, 5_000, 6);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, POSTGRESQL", "POSTGRESQL, MYSQL", "MYSQL, POSTGRESQL", "MYSQL, MYSQL"})
    void tablesFollow(Product from, Product to) throws Exception {
        Random random = random(from);
        Market market = Market.constrained(from);
        market.fill(random);
        Path job = market.copyJob(directory.resolve("market"), to);
        follows(market, job, random, 2_500, 4);
    }

    @Tag("stress")
    @ParameterizedTest
    @EnumSource(Product.class)
    void theTargetFollowsHundredsOfThousandsOfChanges(Product product) throws Exception {
        follows(product, 300_000, 100);
    }

    private void follows(Product product, int changes, int kills) throws Exception {
        Random random = random(product);
        Market market = new Market(product);
        market.fill(random);
        Path job = market.job(directory.resolve("market"), Servers.dynamodb().endpoint());
        follows(market, job, random, changes, kills);
    }

    private static Random random(Product product) {
        System.out.println("rowlift.seed=" + SEED + " SyncIT " + product);
        return new Random(SEED ^ product.name().hashCode());
    }

    private void follows(Market market, Path job, Random random, int changes, int kills) throws Exception {
        Program program = Program.startingFast(directory.resolve("market"));
        try (Writing writing = new Writing(market, random.nextLong(), changes)) {
            kill(program, random, "migrate", job.toString());
            kill(program, random, "migrate", job.toString());
            expect(0, program.run("migrate", job.toString()));
            int killed = 0;
            while (killed < kills || writing.changes() < changes) {
                killed += kill(program, random, "sync", job.toString(), "--follow") ? 1 : 0;
            }
        }
        Answer last = program.run("sync", job.toString());
        expect(0, last);
        expect(0, program.run("verify", job.toString()));
        System.out.println(last.out());
    }

    /** Returns whether the process was hit. */
    private static boolean kill(Program program, Random random, String... command) throws Exception {
        try (Running run = program.start(command)) {
            if (run.endsWithin(java.time.Duration.ofMillis(1_000 + random.nextInt(5_000)))) {
                expect(0, run.answer());
                return false;
            }
            return run.kill();
        }
    }

    private static void expect(int exit, Answer answer) {
        assertThat(answer.exit())
                .as("seed " + SEED + "\n" + answer.err() + answer.out())
                .isEqualTo(exit);
    }

    /** Somebody who writes until there are enough changes, or until it is closed. */
    private static final class Writing implements AutoCloseable {

        private final AtomicLong changes = new AtomicLong();
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        private final Thread thread;

        Writing(Market market, long seed, int most) {
            this.thread = new Thread(() -> write(market, new Random(seed), most), "market");
            thread.start();
        }

        long changes() throws SQLException {
            SQLException reason = failure.get();
            if (reason != null) {
                throw reason;
            }
            return changes.get();
        }

        private void write(Market market, Random random, int most) {
            try (Connection connection = market.connect()) {
                connection.setAutoCommit(false);
                while (!done.get() && changes.get() < most) {
                    changes.addAndGet(market.transaction(connection, random));
                    Thread.sleep(random.nextInt(25));
                }
            } catch (SQLException e) {
                failure.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws SQLException {
            done.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            changes();
        }
    }
}
