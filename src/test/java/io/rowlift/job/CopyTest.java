package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TargetSchema;
import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.testing.MemoryRowTarget;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.RefusedException;
import io.rowlift.target.RowWriter.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are copied: the target's ledger decides what is done, and the state follows it. */
class CopyTest {

    @TempDir
    private Path directory;

    private Scenario shop(String name) {
        Scenario shop = new Scenario(directory.resolve(name))
                .given("User", 65)
                .given("Log", 25)
                .load(2, 10, 30)
                .limit("10", false)
                .copying("Log");
        shop.source.rows("User").put(13L, "bad one");
        shop.source.rows("User").put(45L, "bad two");
        shop.source.rows("Log").put(20L, "bad too");
        shop.rows().most(7);
        return shop;
    }

    private static List<String> expected() {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= 65; id++) {
            if (id != 13 && id != 45) {
                rows.add("User " + id + " row " + id);
            }
        }
        for (int id = 1; id <= 25; id++) {
            if (id != 20) {
                rows.add("Log " + id + " row " + id);
            }
        }
        rows.sort(null);
        return rows;
    }

    private static List<String> rejects(Scenario shop) {
        List<String> rejects = new ArrayList<>();
        shop.rejects().forEach(reject -> rejects.add(reject.entity() + reject.row() + " " + reject.reason()));
        return rejects;
    }

    private static void assertComplete(Scenario shop, MigrationSummary summary) {
        assertThat(shop.rows().rows()).isEqualTo(expected());
        assertThat(summary.entities()).allMatch(table -> table.counts().balanced());
        assertThat(summary.total()).isEqualTo(new Counts(90, 87, 3, 87, 87));
        assertThat(rejects(shop))
                .containsExactly(
                        "User(id=13) column \"text\" is bad",
                        "User(id=45) column \"text\" is bad",
                        "Log(id=20) column \"text\" is bad");
    }

    @Test
    void everyRowIsCopiedOrRejected() {
        Scenario shop = shop("copy");
        List<String> heard = new ArrayList<>();
        MigrationSummary summary = shop.migrate(
                MigrateOptions.CONTINUE,
                new RunListener() {
                    @Override
                    public void completing(TargetSchema.Phase phase, String object) {
                        heard.add(phase + " " + object);
                    }
                },
                new RunSignal());

        assertComplete(shop, summary);
        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.traffic().written()).isEqualTo(87);
        assertThat(heard).containsExactly("INDEXES index \"User_text\"", "INDEXES index \"Log_text\"");
        assertThat(shop.migrate().outcome()).isEqualTo(Outcome.WAS_COMPLETE);
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void aProcessThatDiesLeavesEveryRowOnce(Milestone milestone) {
        int deaths = 0;
        for (int nth = 1; ; nth++) {
            Scenario shop = shop("crash-" + nth);
            boolean died = shop.crashAt(milestone, nth);
            assertComplete(shop, shop.migrate());
            if (!died) {
                break;
            }
            deaths++;
        }
        assertThat(deaths).isPositive();
    }

    @Test
    void againAndAgain() {
        Scenario shop = shop("again");
        int deaths = 0;
        while (shop.workers(1 + deaths % 3).crashAt(deaths % 2 == 0 ? Milestone.WRITTEN : Milestone.REJECTED, 1)
                && deaths < 40) {
            deaths++;
        }
        assertThat(deaths).isGreaterThan(3);
        assertComplete(shop, shop.migrate());
    }

    /** What the target has lost, for example in a failover, the state has no right to call done. */
    @Test
    void theLedgerIsRightWhereTheStateKnowsMore() {
        Scenario shop = shop("restored");
        assertThat(shop.crashAt(Milestone.COMPLETED, 1)).isTrue();
        MemoryRowTarget target = shop.rows();
        target.restore("User", 2, null);
        target.remove("User", row -> Integer.parseInt(row.substring(0, row.indexOf(' '))) > 60);
        List<String> notes = new ArrayList<>();
        MigrationSummary summary = shop.migrate(
                MigrateOptions.CONTINUE,
                new RunListener() {
                    @Override
                    public void noted(String note) {
                        notes.add(note);
                    }
                },
                new RunSignal());
        assertComplete(shop, summary);
        assertThat(notes)
                .containsExactly(
                        "table \"User\": the target's ledger knows less than the state here; 1 range is gone on"
                                + " with from where the ledger says");
    }

    /** Promise 1: a reject that got lost between state and ledger is not passed over. */
    @Test
    void aLostRejectEndsTheRun() {
        Scenario shop = shop("lost");
        shop.rows().refusing(row -> false);
        assertThat(shop.crashAt(Milestone.WRITTEN, 1)).isTrue();
        Standing standing = shop.rows()
                .standing("User", 0)
                .or(() -> shop.rows().standing("User", 1))
                .orElseThrow();
        int range = shop.rows().standing("User", 0).isPresent() ? 0 : 1;
        shop.rows()
                .restore(
                        "User",
                        range,
                        new Standing(standing.position(), standing.rows(), standing.written() - 1, standing.done()));
        assertThatThrownBy(shop::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("table \"User\" does not add up: ");
    }

    @Test
    void anInterruptedTableWithoutAKeyIsEmptiedAndCopiedAgain() {
        Scenario shop = shop("keyless");
        shop.load(1, 10, 30);
        assertThat(shop.crashAt(Milestone.RECORDED, 8)).isTrue();
        assertThat(shop.rows().rows()).anyMatch(row -> row.startsWith("Log "));
        int before = shop.rows().emptied().size();
        assertComplete(shop, shop.migrate());
        assertThat(shop.rows().emptied().subList(before, shop.rows().emptied().size()))
                .containsExactly("Log");
    }

    @Test
    void aRestartEmptiesTheTableThatItNames() {
        Scenario shop = shop("restart");
        shop.migrate();
        shop.source.rows("User").put(1L, "other");
        shop.source.rows("Log").put(1L, "other");
        int before = shop.rows().emptied().size();
        shop.migrate(MigrateOptions.restart("User"));
        assertThat(shop.rows().emptied().subList(before, shop.rows().emptied().size()))
                .containsExactly("User");
        assertThat(shop.rows().rows()).contains("User 1 other", "Log 1 row 1").hasSize(87);
        shop.migrate(MigrateOptions.RESTART);
        assertThat(shop.rows().rows()).contains("User 1 other", "Log 1 other").hasSize(87);
    }

    @Test
    void aCrashInTheMiddleOfARestartIsNoHarm() {
        Scenario shop = shop("restart-crash");
        shop.migrate();
        try (var store = io.rowlift.job.store.JobStore.open(shop.job())) {
            assertThat(store.ledger().progress()).hasSize(2);
        }
        for (Milestone milestone : List.of(Milestone.BEGUN, Milestone.PREPARED, Milestone.SPLIT, Milestone.PLANNED)) {
            Scenario again = shop;
            assertThat(again.crashRestartingAt(milestone)).isTrue();
            assertComplete(again, again.migrate());
        }
    }

    @Test
    void mendedRowsAreWrittenOnceByAReplay() {
        Scenario shop = shop("replay");
        shop.migrate();
        shop.source.rows("User").put(13L, "mended");
        shop.source.rows("User").remove(45L);
        ReplaySummary summary = shop.replay();
        assertThat(List.of(summary.mapped(), summary.rejected(), summary.gone(), summary.items()))
                .containsExactly(1L, 1L, 1L, 1L);
        assertThat(shop.rows().rows()).contains("User 13 mended").hasSize(88);
        assertThat(rejects(shop)).containsExactly("Log(id=20) column \"text\" is bad");
        assertThat(shop.status()).allMatch(table -> table.counts().balanced());
        assertThat(shop.status().get(0).counts()).isEqualTo(new Counts(64, 64, 0, 64, 64));
        assertThat(shop.rows().standing("User", -2)).map(Standing::written).contains(1L);
    }

    @Test
    void aReplayInTheMiddleOfALoadCounts() {
        Scenario shop = shop("replay-middle");
        shop.limit("0", false);
        assertThatThrownBy(shop::migrate).isInstanceOf(FailedException.class);
        shop.source.rows("User").put(13L, "mended");
        shop.source.rows("User").put(45L, "mended");
        shop.source.rows("Log").put(20L, "mended");
        shop.replay();
        MigrationSummary summary = shop.migrate();
        assertThat(summary.total()).isEqualTo(new Counts(90, 90, 0, 90, 90));
        assertThat(shop.rows().rows()).hasSize(90).doesNotHaveDuplicates();
    }

    @Test
    void whatTheTargetCannotHoldIsRefusedBeforeAnythingIsWritten() {
        Scenario shop = shop("refused");
        TargetSchema made = shop.schema();
        shop.schema = new TargetSchema(
                made.tables(),
                made.statements(),
                List.of(
                        Finding.of(Severity.PROBLEM, "type", "table \"User\"", "no such type", "choose another"),
                        Finding.of(Severity.WARNING, "collation", "table \"Log\"", "sorts otherwise", null)));
        assertThatThrownBy(shop::migrate)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.message()).isEqualTo("table \"User\": no such type");
                                    assertThat(problem.remedy()).isEqualTo("choose another");
                                }));
        assertThat(shop.rows().rows()).isEmpty();
        assertThat(shop.rows().emptied()).isEmpty();
    }
}
