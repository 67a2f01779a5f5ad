package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that cannot be proved are looked at one by one, in little memory, before the target is touched. */
class KeyCheckTest {

    @TempDir
    private Path directory;

    private Scenario shop;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final RunListener listening = new RunListener() {
        @Override
        public void noted(String note) {
            notes.add(note);
        }

        @Override
        public void noted(String note, String details) {
            notes.add(note + " / " + details);
        }
    };

    @BeforeEach
    void begin() {
        shop = new Scenario(directory)
                .given("User", 995)
                .given("Order", 300)
                .unproved(
                        Map.of("User", "column \"text\" is not unique", "Order", "it shares a template with \"User\""));
    }

    @Test
    void differentKeysPassAndAreNotCheckedAgain() {
        assertThat(shop.crashAt(Milestone.WRITTEN, 3)).isTrue();
        assertThat(directory.resolve("keys")).doesNotExist();

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(notes).containsExactly("no two rows end in one item: checked by an earlier run");
    }

    @Test
    void aChangedTableIsCheckedAgain() {
        shop.migrate();
        shop.source.alter("Order", "Order.id bigint not null", "Order.text varchar(99)");

        shop.migrate(MigrateOptions.restart("Order"), listening, new RunSignal());

        assertThat(notes)
                .containsExactly(
                        "the keys of entity \"User\" are not proved, but checked row by row / column \"text\" is not unique",
                        "the keys of entity \"Order\" are not proved, but checked row by row / it shares a template with \"User\"",
                        "no two rows end in one item: checked");
    }

    @Test
    void rowsOfOneEntityWithOneKeyAreRefused() {
        shop.source.rows("User").put(7L, "ada@example.org");
        shop.source.rows("User").put(991L, "ada@example.org");

        assertRefused("User(id=7) and User(id=991) both render PK=User-TEXT#ada@example.org");
    }

    @Test
    void rowsOfTwoEntitiesWithOneKeyAreRefused() {
        shop.source.rows("User").put(500L, "shared#1");
        shop.source.rows("Order").put(3L, "shared#1");

        assertRefused("User(id=500) and Order(id=3) both render PK=shared#1");
    }

    @Test
    void twoItemsOfOneRowWithOneKeyAreRefused() {
        shop.source.rows("Order").put(3L, "sharedOrder");
        shop.source.rows("User").put(3L, "sharedOrder");
        shop.source.rows("User").put(4L, "sharedOrder");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("both render PK=sharedOrder");
    }

    @Test
    void atMostTenPairsAreNamed() {
        for (long id = 1; id <= 300; id++) {
            shop.source.rows("Order").put(id, "same " + id % 20);
        }

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .satisfies(e -> assertThat(e.getMessage().lines().filter(line -> line.contains(" both render ")))
                        .hasSize(10));
    }

    @Test
    void rejectedRowsHaveNoKeys() {
        shop.limit("2", false);
        shop.source.rows("User").put(7L, "bad");
        shop.source.rows("User").put(8L, "bad");

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void provedKeysAreNotLookedAt() {
        shop.unproved(Map.of());

        migrate();

        assertThat(notes).containsExactly("no two rows can end in one item: proved for all entities");
    }

    @Test
    void aStopLeavesNothingBehindAndTheNextRunBeginsTheCheckAnew() throws Exception {
        RunSignal signal = new RunSignal();
        RunListener ctrlC = new RunListener() {
            @Override
            public void checkedKeys(String entity, long rows) {
                if (rows >= 500) {
                    signal.stop();
                }
            }
        };
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, ctrlC, signal))
                .isInstanceOf(StoppedException.class);
        assertThat(directory.resolve("keys")).doesNotExist();
        assertThat(shop.target.written()).isZero();
        Files.createDirectory(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys").resolve("run-0"), "left by a killed run");

        assertThat(migrate().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private MigrationSummary migrate() {
        return shop.migrate(MigrateOptions.CONTINUE, listening, new RunSignal());
    }

    private void assertRefused(String pair) {
        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .satisfies(e -> assertThat(e.getMessage()).isIn(refusal(pair), refusal(swapped(pair))));
        assertThat(shop.target.identity()).isEqualTo("memory table, not created");
        assertThat(shop.status()).isEmpty();
        assertThat(shop.peek().state()).isEqualTo(RunStatus.State.NOT_STARTED);
    }

    private static String refusal(String pair) {
        return "different rows would end in one item, and one of them would be lost:\n  " + pair
                + "; add to the key templates what tells the rows apart, or leave rows out with \"where\"";
    }

    /** Which of the two rows is met first depends on the threads. */
    private static String swapped(String pair) {
        String[] parts = pair.split(" and | both ", -1);
        return parts[1] + " and " + parts[0] + " both " + parts[2];
    }
}
