package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.console.Frame.Bar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressDisplayTest {

    private static final Frame FRAME =
            new Frame(List.of(new Bar("User", OptionalDouble.of(0.5), "5 rows")), "5 rows, 1 rows/s");
    private static final String BAR = "  User  ############............  50%  5 rows" + System.lineSeparator();
    private static final String TOTAL = "  5 rows, 1 rows/s" + System.lineSeparator();
    private static final String UP = "\u001b[1A\u001b[2K";

    private final StringWriter err = new StringWriter();

    @Test
    void redrawsBarsOnATerminalAndRemovesThem() throws InterruptedException {
        CountDownLatch drawnTwice = new CountDownLatch(2);

        try (ProgressDisplay display = ProgressDisplay.open(terminal(true))) {
            display.watch(() -> {
                drawnTwice.countDown();
                return FRAME;
            });
            drawnTwice.await();
        }

        assertThat(err.toString())
                .startsWith(BAR + TOTAL + UP + UP + BAR + TOTAL)
                .endsWith(UP + UP);
    }

    @Test
    void notesStandAboveTheBars() {
        try (ProgressDisplay display = ProgressDisplay.open(terminal(true))) {
            display.watch(() -> FRAME);
            display.note("keys of User are proved");
        }

        assertThat(err.toString())
                .contains("  keys of User are proved" + System.lineSeparator() + BAR + TOTAL + UP + UP);
    }

    @Test
    void aLogGetsLinesWithTimesAndNothingElse() {
        try (ProgressDisplay display = ProgressDisplay.open(terminal(false))) {
            display.watch(() -> FRAME);
            display.note("keys of User are proved");
        }

        assertThat(err.toString()).matches("\\d\\d:\\d\\d:\\d\\d keys of User are proved" + System.lineSeparator());
    }

    @Test
    void isQuickToClose() {
        ProgressDisplay display = ProgressDisplay.open(terminal(false));
        display.watch(() -> FRAME);

        long begin = System.nanoTime();
        display.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private Terminal terminal(boolean live) {
        return new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), live, false, 80);
    }
}
