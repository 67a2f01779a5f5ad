package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.testing.Shop;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose keys nobody has checked because they came, or could be mapped, only after the check. */
class LateCollisionTest {

    @TempDir
    Path directory;

    private static final String COLLISION = "different rows end in one item, where only one of them can stand:\n"
            + "  User(id=7) and User(id=21) both render PK=User-TEXT#row 7"
            + "; they came or were changed after the keys had been checked: make their keys different or leave"
            + " rows out with \"where\", then run the same command again, which loads again: User";

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final RunListener listening = new RunListener() {
        @Override
        public void noted(String note) {
            notes.add(note);
        }
    };
    private Scenario shop;

    @BeforeEach
    void begin() {
        shop = new Scenario(directory)
                .given("User", 20)
                .given("Order", 5)
                .load(1, 10, 10)
                .unproved(Map.of("User", "text is not unique"))
                .limit("3", false);
    }

    @Test
    void aReplayedRowDoesNotTakeAnotherRowsItem() {
        shop.source.rows("User").put(5L, "bad");
        shop.migrate();
        Object item = shop.target.items().get(Shop.key("User-TEXT#row 7"));
        shop.source.rows("User").put(5L, "row 7");

        assertThat(shop.replay().mapped()).isZero();

        assertThat(shop.target.items().get(Shop.key("User-TEXT#row 7"))).isEqualTo(item);
        assertThat(shop.rejects())
                .extracting(Reject::reason)
                .containsExactly("the target holds an item of another row under the key of one of this row's items");
    }

    @Test
    void anEntityThatIsLoadedAgainIsCheckedAgain() {
        shop.migrate();
        shop.source.rows("User").put(21L, "row 7");
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.restart("User")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("User(id=7)")
                .hasMessageContaining("User(id=21)");
    }

    @Test
    void aRowThatComesBetweenTheCheckAndItsRangeFailsTheLoadBeforeItIsComplete() {
        insertBeforeTheLastRange();

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage(COLLISION);

        assertThat(shop.target.completed()).isFalse();
        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(shop.status())
                .containsExactly(
                        new EntityStatus("User", State.PENDING, 0, 0, Counts.ZERO),
                        new EntityStatus("Order", State.DONE, 1, 1, new Counts(5, 5, 0, 10, 10)));
    }

    @Test
    void asLongAsTheRowsAreNotMendedTheSameCommandRefusesAndWritesNothing() {
        insertBeforeTheLastRange();
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        long written = shop.target.written();

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("different rows would end in one item, and one of them would be lost:\n  ");

        assertThat(shop.target.written()).isEqualTo(written);
        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.UNFINISHED);
    }

    @Test
    void theSameCommandLoadsTheEntitiesAgainWhenTheRowsAreMended() {
        insertBeforeTheLastRange();
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        shop.source.write("User", 21, "row 21");

        MigrationSummary summary = shop.migrate();

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.total()).isEqualTo(new Counts(26, 26, 0, 52, 52));
        assertEveryRowHasItsItems();
    }

    @Test
    void aRowThatComesBetweenAStopAndItsContinuationIsFound() {
        assertThat(shop.crashAt(Milestone.RECORDED, 1)).isTrue();
        shop.source.write("User", 21, "row 7");
        long written = shop.target.written();

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage(COLLISION);

        assertThat(shop.target.written()).isEqualTo(written);
        shop.source.write("User", 21, "row 21");
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.COMPLETED);
        assertEveryRowHasItsItems();
    }

    @Test
    void whereTheSourceCannotTellTheKeysAreCheckedAgain() {
        shop.source.forgetWrites();
        shop.target.beforeWrite(batch -> shop.source.rows("User").putIfAbsent(21L, "row 7"));

        assertThatThrownBy(() -> migrate()).isInstanceOf(FailedException.class).hasMessage(COLLISION);
        assertThat(notes)
                .containsExactly(
                        "the keys of entity \"User\" are not proved, but checked row by row",
                        "no two rows end in one item: checked",
                        "the keys are checked again: the source cannot tell whether table \"User\" was written since");
    }

    @Test
    void whereNothingWasWrittenTheKeysAreNotCheckedAgain() {
        assertThat(shop.crashAt(Milestone.RECORDED, 1)).isTrue();
        shop.source.write("Order", 6, "row 6");

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(notes).containsExactly("no two rows end in one item: checked by an earlier run");
    }

    @Test
    void rowsThatCameLateAndAreDifferentDoNotDisturb() {
        shop.target.beforeWrite(batch -> shop.source.write("User", 21, "row 21"));

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(notes)
                .containsExactly(
                        "the keys of entity \"User\" are not proved, but checked row by row",
                        "no two rows end in one item: checked",
                        "the keys are checked again: table \"User\" was written since",
                        "no two rows end in one item: checked");
    }

    @Test
    void aContinuationThatLoadsNothingIsNotCheckedTwice() {
        assertThat(shop.crashAt(Milestone.COMPLETED, 1)).isTrue();
        shop.source.forgetWrites();

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(notes)
                .containsExactly(
                        "the keys are checked again: the source cannot tell whether table \"User\" was written since",
                        "no two rows end in one item: checked");
    }

    private MigrationSummary migrate() {
        return shop.migrate(MigrateOptions.CONTINUE, listening, new RunSignal());
    }

    /** The check has seen 20 users, the load reads 21. */
    private void insertBeforeTheLastRange() {
        shop.target.beforeWrite(batch -> {
            if (!shop.source.rows("User").containsKey(21L)) {
                shop.source.write("User", 21, "row 7");
            }
        });
    }

    private void assertEveryRowHasItsItems() {
        shop.source
                .rows("User")
                .forEach((id, text) -> assertThat(shop.target.items())
                        .containsEntry(Shop.key("User-TEXT#" + text), Shop.byText("User", id, text)));
    }
}
