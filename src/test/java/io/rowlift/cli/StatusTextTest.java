package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.console.CountWords;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.store.RunStatus.Holder;
import io.rowlift.job.store.RunStatus.State;
import io.rowlift.report.Figures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A live run, one that is not heard of any more, and one that has died. */
class StatusTextTest {

    private static final Instant BEGUN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-11-22T11:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-11-22T12:00:00.5Z");
    private static final Instant UNTIL = Instant.parse("2026-11-22T12:01:00Z");

    @Test
    void aLiveRunWithItsSpeed() {
        Instant now = Instant.now();
        Holder holder = new Holder("process 7 on db", SINCE, now, now.plusSeconds(60));

        assertThat(text(status(State.RUNNING, holder, now, 1234.4))).isEqualTo("""
                        Migration "shop" is running, begun 2026-11-22T10:00:00Z, run by process 7 on db since 2026-11-22T11:00:00Z.

                          entity  state    ranges  rows  mapped  rejected  items acknowledged
                          User    loading  1 of 3     5       4         1                   8
                          total            1 of 3     5       4         1                   8

                        Just now 1,234 rows/s, throttled 2 times in this run; as of %s.
                        """.formatted(Figures.moment(now)));
    }

    @Test
    void aRunThatIsNotHeardOf() {
        assertThat(text(status(State.RUNNING, new Holder("process 7 on db", SINCE, SEEN, UNTIL), SEEN, 0)))
                .startsWith("""
                        Migration "shop" is running, begun 2026-11-22T10:00:00Z, run by process 7 on db since\
                         2026-11-22T11:00:00Z. No sign of life since 2026-11-22T12:00:00Z: if it does not come back,\
                         others may go on after 2026-11-22T12:01:00Z.
                        """);
    }

    @Test
    void aRunThatHasDied() {
        assertThat(text(status(State.UNFINISHED, new Holder("process 7 on db", SINCE, SEEN, UNTIL), SEEN, 0)))
                .startsWith("""
                        Migration "shop" is unfinished, begun 2026-11-22T10:00:00Z. No sign of life since\
                         2026-11-22T12:00:00Z of its last run, process 7 on db: the same command goes on.
                        """);
    }

    private static RunStatus status(State state, @Nullable Holder holder, Instant asOf, double rate) {
        EntityStatus user = new EntityStatus("User", EntityStatus.State.LOADING, 3, 1, new Counts(5, 4, 1, 8, 8));
        return new RunStatus("shop", state, holder, BEGUN, asOf, rate, 2, null, List.of(user));
    }

    private static String text(RunStatus status) {
        StringWriter text = new StringWriter();
        StatusText.print(status, CountWords.ITEMS, new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
