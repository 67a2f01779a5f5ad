package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.testing.Shop;
import io.rowlift.problem.FailedException;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does when nothing goes wrong. */
class MigrationTest {

    @TempDir
    private Path directory;

    @Test
    void loadsEveryRowOfEveryEntity() {
        Scenario shop =
                new Scenario(directory).given("User", 95).given("Order", 7).given("Empty", 0);

        MigrationSummary summary = shop.migrate();

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.entities())
                .containsExactly(
                        new EntityStatus("User", State.DONE, 3, 3, new Counts(95, 95, 0, 190, 190)),
                        new EntityStatus("Order", State.DONE, 1, 1, new Counts(7, 7, 0, 14, 14)),
                        new EntityStatus("Empty", State.DONE, 1, 1, Counts.ZERO));
        assertThat(summary.loaded()).isEqualTo(new Counts(102, 102, 0, 204, 204));
        assertThat(summary.traffic().written()).isEqualTo(204);
        assertThat(shop.target.items()).hasSize(204).containsKeys(Shop.key("User#95"), Shop.key("Order-TEXT#row 7"));
        assertThat(shop.target.completed()).isTrue();
    }

    @Test
    void aSecondRunOfAFinishedMigrationChangesNothing() {
        Scenario shop = new Scenario(directory).given("User", 95);
        MigrationSummary first = shop.migrate();

        MigrationSummary second = shop.migrate();

        assertThat(second.outcome()).isEqualTo(Outcome.WAS_COMPLETE);
        assertThat(second.entities()).isEqualTo(first.entities());
        assertThat(second.loaded()).isEqualTo(Counts.ZERO);
        assertThat(shop.target.written()).isEqualTo(190);
    }

    @Test
    void anItemThatTheTargetDoesNotAcknowledgeFailsTheRunBeforeItsCheckpoint() {
        Scenario shop = new Scenario(directory).given("User", 25).load(1, 10, 40);
        shop.target.lose(Shop.key("User#13")::equals);

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "the target has acknowledged 19 of 20 items of entity \"User\", and none of them is recorded"
                                + " as written; run the same command again, which writes them again, and please report this: it"
                                + " is a bug in Rowlift");

        assertThat(shop.status().get(0).counts()).isEqualTo(new Counts(10, 10, 0, 20, 20));
        shop.target.lose(key -> false);
        assertThat(shop.migrate().total()).isEqualTo(new Counts(25, 25, 0, 50, 50));
    }

    @Test
    void twoItemsOfAChunkWithOneKeyAreBothCounted() {
        Scenario shop = new Scenario(directory).given("User", 5);
        shop.source.rows("User").put(3L, "shared");
        shop.source.rows("User").put(4L, "shared");

        assertThat(shop.migrate().total()).isEqualTo(new Counts(5, 5, 0, 10, 10));
        assertThat(shop.target.items()).hasSize(9);
    }

    @Test
    void workersDoNotWaitForEachOther() {
        Scenario shop = new Scenario(directory).given("User", 20).load(2, 10, 10);
        CyclicBarrier bothWrite = new CyclicBarrier(2);
        shop.target.beforeWrite(batch -> {
            try {
                bothWrite.await(30, TimeUnit.SECONDS);
                Thread.sleep(2500);
            } catch (Exception e) { // a test that fails
                throw new IllegalStateException(e);
            }
        });

        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);
    }
}
