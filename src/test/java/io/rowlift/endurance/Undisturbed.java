package io.rowlift.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.endurance.Shop.Migrated;
import io.rowlift.program.Program.Answer;
import io.rowlift.program.Program.Running;
import io.rowlift.servers.Servers;
import io.rowlift.target.testing.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run of the shop leaves when nobody disturbs it.
 *
 * @param items what is in the table
 * @param totals what the summary says
 * @param puts how many puts reached the service
 * @param start from the start of the process to the first put
 */
record Undisturbed(List<String> items, Totals totals, long puts, Duration start) {

    /** Runs the shop's migration once, through a proxy that breaks nothing. */
    static Undisturbed run(Shop shop, Path directory, FaultProxy proxy) throws Exception {
        Migrated migrated = shop.migration(directory.resolve("undisturbed"), proxy.endpoint());
        long began = System.nanoTime();
        try (Running run = migrated.start()) {
            while (run.process().isAlive() && proxy.puts(migrated.table()) == 0) {
                Thread.sleep(5);
            }
            Duration start = Duration.ofNanos(System.nanoTime() - began);
            Answer answer = run.answer();
            assertThat(answer.exit()).as(answer.err()).isZero();
            Totals totals = Totals.of(answer);
            List<String> items = Items.of(Servers.dynamodb().endpoint(), migrated.table());
            assertThat(totals.rows()).isEqualTo(Shop.USERS + Shop.ORDERS);
            assertThat(totals.rejected()).isEqualTo(Shop.REJECTED);
            assertThat(totals.rows()).isEqualTo(totals.mapped() + totals.rejected());
            assertThat(totals.itemsRendered()).isEqualTo(totals.itemsAcknowledged());
            assertThat(totals.itemsAcknowledged()).isEqualTo(items.size());
            return new Undisturbed(items, totals, proxy.puts(migrated.table()), start);
        }
    }

    /** Requires that a migration has ended well, by this answer, with the same items and the same counts. */
    void requireSame(Migrated migrated, Answer answer, String story) throws Exception {
        assertThat(answer.exit()).as("%s: %s", story, answer.err()).isZero();
        assertThat(Totals.of(answer)).as(story).isEqualTo(totals);
        assertThat(Items.of(Servers.dynamodb().endpoint(), migrated.table()))
                .as(story)
                .isEqualTo(items);
    }
}
