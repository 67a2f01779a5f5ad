package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** One run of a job at a time, and what others see of it. */
class LeaseTest {

    @TempDir
    private Path directory;

    private final ExecutorService otherProcess = Executors.newSingleThreadExecutor();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Stops the first worker that comes after 30 rows or more until the test lets it go on. */
    private final AtomicBoolean held = new AtomicBoolean();

    private final RunListener holding = new RunListener() {
        @Override
        public void reached(Milestone milestone) {
            if (milestone == Milestone.RECORDED && held.compareAndSet(false, true)) {
                writing.countDown();
                await(goOn);
            }
        }
    };

    @AfterEach
    void end() {
        goOn.countDown();
        otherProcess.shutdownNow();
    }

    @Test
    void whileARunHoldsTheEmbeddedStoreOthersAreRefusedAndCanLookAtIt() throws Exception {
        Scenario shop = new Scenario(directory).given("User", 200).load(1, 10, 40);
        Future<MigrationSummary> running = start(shop);
        Thread.sleep(200);

        RunStatus status = JobStore.peek(shop.job());
        assertThat(status.state()).isEqualTo(RunStatus.State.RUNNING);
        assertThat(status.entities()).hasSize(1);
        assertThat(status.entities().get(0).state()).isEqualTo(State.LOADING);
        assertThat(status.total().rows()).isEqualTo(10);
        assertThat(status.holder().process())
                .startsWith("process " + ProcessHandle.current().pid() + " on ");
        assertThat(permissions("progress.json")).isEqualTo("rw-------");
        assertThat(permissions("store.mv.db")).isEqualTo("rw-------");
        assertThat(permissions("store.lock")).isEqualTo("rw-------");
        assertThat(permissions(".")).isEqualTo("rwx------");
        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessage("another run of job \"shop\" has its state open: "
                        + status.holder().process() + ", since "
                        + status.holder().since() + "; wait for its end; \"rowlift status\" shows how far it is");

        goOn.countDown();
        assertThat(running.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(directory.resolve("progress.json")).doesNotExist();
        RunStatus after = JobStore.peek(shop.job());
        assertThat(after.state()).isEqualTo(RunStatus.State.COMPLETE);
        assertThat(after.holder()).isNull();
    }

    @Test
    void aSharedStoreAdmitsOneRunAtATime() throws Exception {
        Scenario shop = shared("one");
        Future<MigrationSummary> running = start(shop);

        RunStatus status = JobStore.peek(shop.job());
        assertThat(status.state()).isEqualTo(RunStatus.State.RUNNING);
        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching(
                        "another run of job \"shop\" holds the lease: process \\d+ on \\S+, since \\S+Z, until"
                                + " \\S+Z; wait for its end; after a crash the lease expires at that time and the same command"
                                + " goes on");

        goOn.countDown();
        assertThat(running.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
    }

    @Test
    void anExpiredLeaseIsTakenOverAndItsFormerHolderCannotWriteAnyMore() throws Exception {
        Scenario shop = shared("two");
        Scenario sleeper = shop.pace(
                new Pace(Duration.ofMillis(300), Duration.ofDays(1), Duration.ofSeconds(1), Duration.ZERO, 1000, 100));
        Future<MigrationSummary> running = start(sleeper);
        Thread.sleep(400);
        shop.pace(new Pace(
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ZERO, 1000, 100));

        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);

        long written = shop.target.written();
        goOn.countDown();
        assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(FailedException.class)
                .hasMessageContaining("lease");
        assertThat(shop.target.written()).isEqualTo(written);
    }

    @Test
    void aRunWhoseLeaseWasTakenNoticesItWithTheNextHeartbeat() throws Exception {
        Scenario shop = shared("three");
        shop.pace(new Pace(
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ZERO, 1000, 100));
        Future<MigrationSummary> running = start(shop);
        try (JobStore store = JobStore.open(shop.job())) {
            new JdbcTemplate(store.dataSource()).update("update rowlift_lease set token = 'another'");
        }
        Thread.sleep(200);
        goOn.countDown();

        assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(FailedException.class)
                .hasMessageContaining("this run has lost its lease: another run of the job has taken over;"
                        + " let the other run finish; see \"rowlift status\"");
    }

    @Test
    void aRunThatDiedWithTheEmbeddedStoreOpenIsNotRunning() {
        Scenario shop = new Scenario(directory).given("User", 200).load(1, 10, 40);
        stopAtTheFirstChunk(shop);
        dieWithALeaseOf(Duration.ofMinutes(1), shop);

        RunStatus status = JobStore.peek(shop.job());

        assertThat(status.state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(status.holder().process())
                .startsWith("process " + ProcessHandle.current().pid() + " on ");
        assertThat(status.holder().seen()).isBetween(Instant.now().minusSeconds(20), Instant.now());
        assertThat(status.rowsPerSecond()).isZero();
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(JobStore.peek(shop.job()).holder()).isNull();
    }

    @Test
    void aRunThatDiedWithASharedStoreIsRunningUntilItsLeaseExpires() throws Exception {
        Scenario shop = shared("four");
        stopAtTheFirstChunk(shop);
        dieWithALeaseOf(Duration.ofSeconds(1), shop);

        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.RUNNING);
        Thread.sleep(1100);

        RunStatus status = JobStore.peek(shop.job());
        assertThat(status.state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(status.holder().seen()).isBefore(Instant.now().minusSeconds(1));
    }

    @Test
    void aSharedStoreTellsHowFastTheRunIs() throws Exception {
        Scenario shop = shared("five");
        shop.pace(new Pace(
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(400), Duration.ZERO, 1000, 100));
        Future<MigrationSummary> running = start(shop);

        double fastest = 0;
        for (int i = 0; i < 100 && fastest == 0; i++) {
            fastest = JobStore.peek(shop.job()).rowsPerSecond();
            Thread.sleep(50);
        }

        assertThat(fastest).isPositive();
        goOn.countDown();
        assertThat(running.get(1, TimeUnit.MINUTES).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aJobThatNeverRanHasNoState() {
        Scenario shop = new Scenario(directory.resolve("never"));

        RunStatus status = JobStore.peek(shop.job());

        assertThat(status.state()).isEqualTo(RunStatus.State.NOT_STARTED);
        assertThat(directory.resolve("never")).doesNotExist();
    }

    private static void stopAtTheFirstChunk(Scenario shop) {
        RunSignal signal = new RunSignal();
        RunListener stopping = new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                if (milestone == Milestone.RECORDED) {
                    signal.stop();
                }
            }
        };
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, stopping, signal))
                .isInstanceOf(StoppedException.class);
    }

    /** What a kill leaves behind. */
    private static void dieWithALeaseOf(Duration length, Scenario shop) {
        try (JobStore store = JobStore.open(shop.job())) {
            store.lease(length);
        }
    }

    private Scenario shared(String name) {
        return new Scenario(directory)
                .given("User", 200)
                .load(1, 10, 40)
                .store("jdbc:h2:mem:lease-" + name + ";DB_CLOSE_DELAY=-1");
    }

    private Future<MigrationSummary> start(Scenario shop) throws InterruptedException {
        JobStore store = JobStore.open(shop.job());
        Migration migration = new Migration(shop.setting(store, new RunSignal()));
        Future<MigrationSummary> running = otherProcess.submit(() -> {
            try (store) {
                return migration.migrate(MigrateOptions.CONTINUE, holding);
            }
        });
        assertThat(writing.await(1, TimeUnit.MINUTES)).isTrue();
        return running;
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
