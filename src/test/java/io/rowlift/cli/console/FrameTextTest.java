package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.cli.console.Frame.Bar;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FrameTextTest {

    @Test
    void barsAreSetBelowEachOther() {
        Frame frame = new Frame(
                List.of(
                        new Bar("User", OptionalDouble.of(0.5), "5,000 rows"),
                        new Bar("OrderLine", OptionalDouble.of(1), "33,660 rows"),
                        new Bar("Tag", OptionalDouble.empty(), "12 rows")),
                "38,672 rows, 3,120 rows/s");

        assertThat(FrameText.lines(frame, false, 80))
                .containsExactly(
                        "  User       ############............  50%  5,000 rows",
                        "  OrderLine  ######################## 100%  33,660 rows",
                        "  Tag        ........................       12 rows",
                        "  38,672 rows, 3,120 rows/s");
    }

    @Test
    void blocksWhereTheTerminalShowsThem() {
        Frame frame = new Frame(List.of(new Bar("User", OptionalDouble.of(0.25), "1 row")), "1 row");

        assertThat(FrameText.lines(frame, true, 80).get(0))
                .isEqualTo("  User  " + "\u2588".repeat(6) + "\u2591".repeat(18) + "  25%  1 row");
    }

    @Test
    void noLineWraps() {
        Frame frame = new Frame(
                List.of(new Bar("AnEntityWithAVeryLongName", OptionalDouble.of(0.25), "123,456,789 rows")),
                "x".repeat(200));

        assertThat(FrameText.lines(frame, true, 40)).allMatch(line -> line.length() < 40);
    }

    @Test
    void manyBarsAreCut() {
        Frame frame = new Frame(Collections.nCopies(11, new Bar("User", OptionalDouble.of(0), "0 rows")), "0 rows");

        assertThat(FrameText.lines(frame, true, 80)).hasSize(10).contains("  and 3 more");
    }
}
