package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies at a moment of the run; its successor must end where an undisturbed run ends. */
class CrashTest {

    private static final int CHUNK = 10;
    private static final int WORKERS = 2;

    @TempDir
    private Path directory;

    private Scenario shop(String name) {
        Scenario shop = new Scenario(directory.resolve(name))
                .given("User", 65)
                .given("Order", 25)
                .load(WORKERS, CHUNK, 30)
                .limit("10", false);
        shop.source.rows("User").put(13L, "bad one");
        shop.source.rows("Order").put(20L, "bad too");
        return shop;
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void everyTimeThatAMomentIsReached(Milestone milestone) {
        Scenario undisturbed = shop("undisturbed");
        MigrationSummary expected = undisturbed.migrate();
        int deaths = 0;
        for (int nth = 1; ; nth++) {
            Scenario shop = shop("crash-" + nth);
            boolean died = shop.crashAt(milestone, nth);
            MigrationSummary summary = shop.migrate();
            assertSame(shop, undisturbed, summary, expected);
            if (!died) {
                break;
            }
            deaths++;
            assertThat(shop.target.written()).isLessThanOrEqualTo(undisturbed.target.written() + WORKERS * CHUNK * 2);
        }
        assertThat(deaths).isPositive();
    }

    @Test
    void againAndAgainWithOtherNumbersOfWorkers() {
        Scenario undisturbed = shop("undisturbed");
        MigrationSummary expected = undisturbed.migrate();
        Scenario shop = shop("crash");
        int deaths = 0;
        while (shop.workers(1 + deaths % 4).crashAt(Milestone.WRITTEN, 2)) {
            deaths++;
            assertThat(shop.peek().state()).isEqualTo(RunStatus.State.UNFINISHED);
        }
        assertThat(deaths).isGreaterThan(3);
        assertSame(shop, undisturbed, shop.migrate(), expected);
    }

    private static void assertSame(
            Scenario shop, Scenario undisturbed, MigrationSummary summary, MigrationSummary expected) {
        assertThat(shop.target.items()).isEqualTo(undisturbed.target.items());
        assertThat(summary.entities()).isEqualTo(expected.entities());
        assertThat(summary.entities()).allMatch(entity -> entity.counts().balanced());
        assertThat(keys(shop)).isEqualTo(keys(undisturbed)).hasSize(2);
    }

    private static List<String> keys(Scenario shop) {
        List<String> keys = new ArrayList<>();
        shop.rejects().forEach(reject -> keys.add(reject.entity() + reject.row() + " " + reject.reason()));
        return keys;
    }
}
