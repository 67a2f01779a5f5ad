package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.StoppedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops and failures that the process survives. */
class StopTest {

    @TempDir
    private Path directory;

    @Test
    void aStopFinishesTheChunksAtHandAndTheSameCommandGoesOn() {
        Scenario shop = new Scenario(directory).given("User", 400).given("Order", 25);
        RunSignal signal = new RunSignal();
        AtomicInteger written = new AtomicInteger();
        RunListener ctrlC = new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                if (milestone == Milestone.WRITTEN && written.incrementAndGet() == 5) {
                    signal.stop();
                }
            }
        };

        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, ctrlC, signal))
                .isInstanceOf(StoppedException.class)
                .hasMessage("stopped, and everything up to here is recorded; run the same command again to go on");

        EntityStatus user = shop.status().get(0);
        assertThat(user.counts().acknowledged())
                .as("what was written is recorded")
                .isEqualTo(shop.target.written());
        assertThat(user.counts().rows()).isBetween(50L, 70L);
        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(workers()).isEmpty();
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.target.written()).isEqualTo(850);
    }

    @Test
    void aStopBeforeTheFirstWriteTouchesNothing() {
        Scenario shop = new Scenario(directory).given("User", 400);
        RunSignal signal = new RunSignal();
        signal.stop();

        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, RunListener.SILENT, signal))
                .isInstanceOf(StoppedException.class);
        assertThat(shop.target.identity()).isEqualTo("memory table, not created");
    }

    @Test
    void aTargetThatStopsWaitingForARetryIsAStopToo() {
        Scenario shop = new Scenario(directory).given("User", 400);
        RunSignal signal = new RunSignal();
        shop.target.beforeWrite(batch -> {
            signal.stop();
            signal.pause(Duration.ofSeconds(10));
        });

        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, RunListener.SILENT, signal))
                .isInstanceOf(StoppedException.class)
                .hasMessage("stopped, and everything up to here is recorded; run the same command again to go on");
    }

    @Test
    void aFailureOfTheTargetEndsAllWorkersAndCanBeContinued() {
        Scenario shop = new Scenario(directory).given("User", 400);
        AtomicInteger batches = new AtomicInteger();
        shop.target.beforeWrite(batch -> {
            if (batches.incrementAndGet() == 7) {
                throw new FailedException("the target is gone", "bring it back", null);
            }
        });

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage("the target is gone; bring it back");
        assertThat(workers()).isEmpty();
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(shop.target.items()).hasSize(800);
    }

    @Test
    void rowValuesInExceptionsDoNotReachTheStore() throws Exception {
        Scenario shop = new Scenario(directory).given("User", 40);
        shop.target.beforeWrite(batch -> {
            throw new IllegalArgumentException("Key (email)=(ada@example.org) already exists");
        });

        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(IllegalArgumentException.class);

        try (JobStore store = JobStore.open(shop.job());
                var connection = store.dataSource().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select exit_message from batch_step_execution union all"
                                + " select exit_message from batch_job_execution")) {
            StringBuilder messages = new StringBuilder();
            while (rows.next()) {
                messages.append(rows.getString(1));
            }
            assertThat(messages.toString())
                    .contains("java.lang.IllegalArgumentException")
                    .doesNotContain("ada@example.org");
        }
    }

    private static Set<String> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rowlift-User") || name.startsWith("rowlift-heartbeat"))
                .collect(Collectors.toSet());
    }
}
