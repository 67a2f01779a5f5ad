package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RunStatus;
import io.rowlift.problem.FailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be mapped: they are told, counted over all runs, and can be tried again. */
class RejectTest {

    @TempDir
    private Path directory;

    private Scenario shop;

    @BeforeEach
    void begin() {
        shop = new Scenario(directory).given("User", 95).given("Order", 25).load(1, 10, 40);
        shop.source.rows("User").put(5L, "bad");
        shop.source.rows("User").put(45L, "bad");
        shop.source.rows("Order").put(7L, "bad");
    }

    @Test
    void rejectedRowsDoNotDisturbTheOthers() {
        MigrationSummary summary = shop.limit("3", false).migrate();

        assertThat(summary.total()).isEqualTo(new Counts(120, 117, 3, 234, 234));
        assertThat(shop.rejects())
                .extracting(Reject::entity, reject -> reject.row().toString(), Reject::reason)
                .containsExactly(
                        tuple("User", "(id=5)", "text is bad"),
                        tuple("User", "(id=45)", "text is bad"),
                        tuple("Order", "(id=7)", "text is bad"));
    }

    @Test
    void oneMoreThanTheLimitFailsTheRunAndARaisedLimitContinuesIt() {
        assertThatThrownBy(() -> shop.limit("1", false).migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage("2 rows are rejected and \"rejects.limit\" allows 1\n"
                        + "  User(id=5): text is bad\n"
                        + "  User(id=45): text is bad; see them all with \"rowlift rejects\"; mend the rows and try them"
                        + " with \"rowlift rejects --replay\", or raise the limit; then run the same command again");
        assertThat(shop.status().get(0).counts().rows()).isEqualTo(50);
        long written = shop.target.written();
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        assertThat(shop.target.written()).as("nothing is begun over the limit").isEqualTo(written);

        assertThat(shop.limit("3", false).migrate().total()).isEqualTo(new Counts(120, 117, 3, 234, 234));
    }

    @Test
    void theLimitCountsOverAllRuns() {
        shop.limit("2", false);
        assertThat(shop.crashAt(Milestone.RECORDED, 8)).isTrue();

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith("3 rows are rejected and \"rejects.limit\" allows 2\n");
    }

    @Test
    void aShareIsTakenOfAllRowsAndJudgedWhenAllAreRead() {
        assertThatThrownBy(() -> shop.limit("0.02", true).migrate())
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith("3 rows are rejected and \"rejects.limit\" allows 2% of 120\n");
        assertThat(shop.status()).allMatch(entity -> entity.state() == State.DONE);
        assertThat(shop.target.completed()).isFalse();
        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.UNFINISHED);

        assertThat(shop.limit("0.025", true).migrate().total()).isEqualTo(new Counts(120, 117, 3, 234, 234));
    }

    @Test
    void earlyRejectsOfASmallShareDoNotFailTheRun() {
        shop.source.rows("User").put(1L, "bad");
        shop.source.rows("User").put(2L, "bad");

        assertThat(shop.limit("0.05", true).migrate().total().rejected()).isEqualTo(5);
    }

    @Test
    void aJobOverItsShareGoesOnAfterItsRowsAreMendedAndReplayed() {
        shop.limit("0.01", true);
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        long written = shop.target.written();
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        assertThat(shop.target.written()).as("nothing is left to read").isEqualTo(written);
        shop.source.rows("User").put(5L, "good");
        shop.source.rows("User").put(45L, "better");

        assertThat(shop.replay().mapped()).isEqualTo(2);

        assertThat(shop.migrate().total()).isEqualTo(new Counts(120, 119, 1, 238, 238));
        assertThat(shop.target.completed()).isTrue();
    }

    @Test
    void aJobOverItsLimitGoesOnAfterItsRowsAreMendedAndReplayed() {
        shop.limit("1", false);
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        shop.source.rows("User").put(5L, "good");
        shop.source.rows("User").put(45L, "better");

        assertThat(shop.replay().mapped()).isEqualTo(2);

        assertThat(shop.migrate().total()).isEqualTo(new Counts(120, 119, 1, 238, 238));
    }

    @Test
    void replayTriesRejectedRowsAgain() {
        shop.limit("3", false).migrate();
        shop.source.rows("User").put(5L, "good");
        shop.source.rows("User").remove(45L);

        ReplaySummary replayed = shop.replay();

        assertThat(replayed)
                .usingRecursiveComparison()
                .ignoringFields("duration")
                .isEqualTo(new ReplaySummary(1, 1, 1, 2, replayed.duration()));
        assertThat(shop.rejects()).extracting(reject -> reject.row().toString()).containsExactly("(id=7)");
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
        assertThat(shop.migrate().total()).isEqualTo(new Counts(119, 118, 1, 236, 236));
    }

    @Test
    void replayWithoutAMigrationDoesNothing() {
        assertThat(shop.replay().mapped()).isZero();
    }
}
