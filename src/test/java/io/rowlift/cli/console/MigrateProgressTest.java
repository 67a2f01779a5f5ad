package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.console.Frame.Bar;
import io.rowlift.job.RunListener.Phase;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.target.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MigrateProgressTest {

    private final TestClock clock = new TestClock();
    private final List<String> notes = new ArrayList<>();
    private final MigrateProgress progress = new MigrateProgress(CountWords.ITEMS, 2, 1000, clock, notes::add, false);

    @Test
    void saysWhatItIsBusyWith() {
        assertThat(progress.frame()).isEqualTo(new Frame(List.of(), "checking source, mapping and target"));

        progress.entered(Phase.CHECKING_KEYS);
        progress.checkedKeys("Order", 500);
        progress.checkedKeys("Order", 1500);
        progress.checkedKeys("User", 100);
        assertThat(progress.frame().total()).isEqualTo("checking that no two rows have one key: 1,600 rows");

        progress.entered(Phase.PREPARING);
        assertThat(progress.frame().total()).isEqualTo("preparing the target");

        progress.entered(Phase.COMPLETING);
        assertThat(progress.frame().total()).isEqualTo("completing the target");
    }

    @Test
    void showsShareRateAndTimeLeft() {
        progress.entered(Phase.LOADING);
        progress.planned(entity("Order", 10, 0, 0, 0));
        progress.planned(entity("Tag", 1, 0, 0, 0));
        clock.pass(Duration.ofSeconds(10));
        progress.progressed(entity("Order", 10, 2, 2500, 3), new Traffic(2500, 5000, 7));

        assertThat(progress.frame())
                .isEqualTo(new Frame(
                        List.of(
                                new Bar("Order", OptionalDouble.of(0.25), "2,500 rows"),
                                new Bar("Tag", OptionalDouble.empty(), "0 rows")),
                        "2,500 rows (22%), 250 rows/s, 500 write units/s, 3 rejected, throttled 7 times, 34 s left"));
    }

    @Test
    void rowsOfEarlierRunsCountForTheShareAndNotForTheRate() {
        progress.entered(Phase.LOADING);
        progress.planned(new EntityStatus("Tag", State.DONE, 1, 1, counts(0, 0)));
        progress.planned(entity("Order", 10, 5, 5000, 0));
        clock.pass(Duration.ofSeconds(1));
        progress.progressed(entity("Order", 10, 5, 5100, 0), new Traffic(100, 100, 0));

        assertThat(progress.frame().total()).isEqualTo("5,100 rows (51%), 100 rows/s, 100 write units/s, 49 s left");
    }

    @Test
    void noShareOfTheWholeBeforeAllEntitiesArePlanned() {
        progress.entered(Phase.LOADING);
        progress.planned(entity("Order", 10, 5, 5000, 0));

        assertThat(progress.frame().total()).isEqualTo("5,000 rows, entity 1 of 2, 0 rows/s, 0 write units/s");
    }

    @Test
    void reportsThatComeTooLateAreIgnored() {
        progress.entered(Phase.LOADING);
        progress.planned(entity("Order", 10, 0, 0, 0));
        clock.pass(Duration.ofSeconds(1));
        progress.progressed(entity("Order", 10, 0, 200, 0), new Traffic(200, 200, 0));
        progress.progressed(entity("Order", 10, 0, 100, 0), new Traffic(100, 100, 0));

        assertThat(progress.frame().bars().get(0).figures()).isEqualTo("200 rows");
    }

    @Test
    void whatIsDoneHasNoBar() {
        progress.entered(Phase.LOADING);
        progress.planned(new EntityStatus("Order", State.DONE, 2, 2, counts(2000, 0)));
        progress.planned(new EntityStatus("Tag", State.DONE, 1, 1, counts(0, 0)));

        assertThat(progress.frame()).isEqualTo(new Frame(List.of(), "2,000 rows (100%), 0 rows/s, 0 write units/s"));
    }

    @Test
    void notesStay() {
        progress.noted("keys of Order are proved");

        assertThat(notes).containsExactly("keys of Order are proved");
    }

    private static EntityStatus entity(String name, int ranges, int done, long rows, long rejected) {
        return new EntityStatus(name, State.LOADING, ranges, done, counts(rows, rejected));
    }

    private static Counts counts(long rows, long rejected) {
        return new Counts(rows, rows - rejected, rejected, rows - rejected, rows - rejected);
    }

    @Test
    void detailsOfANoteAreForThoseWhoAsk() {
        progress.noted("the keys are checked", "because of this and that");
        new MigrateProgress(CountWords.ITEMS, 2, 1000, clock, notes::add, true)
                .noted("the keys are checked", "because of this and that");

        assertThat(notes).containsExactly("the keys are checked", "the keys are checked: because of this and that");
    }
}
