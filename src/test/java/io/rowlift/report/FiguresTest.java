package io.rowlift.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void counts() {
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "row")).isEqualTo("1 row");
        assertThat(Figures.count(2000, "row")).isEqualTo("2,000 rows");
    }

    @Test
    void rates() {
        assertThat(Figures.rate(0, "rows")).isEqualTo("0 rows/s");
        assertThat(Figures.rate(0.25, "rows")).isEqualTo("0.3 rows/s");
        assertThat(Figures.rate(9.94, "rows")).isEqualTo("9.9 rows/s");
        assertThat(Figures.rate(9.96, "rows")).isEqualTo("10 rows/s");
        assertThat(Figures.rate(3120.4, "rows")).isEqualTo("3,120 rows/s");
    }

    @Test
    void durations() {
        assertThat(Figures.duration(Duration.ofMillis(850))).isEqualTo("850 ms");
        assertThat(Figures.duration(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(Figures.duration(Duration.ofMillis(59_960))).isEqualTo("1 min 0 s");
        assertThat(Figures.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(Figures.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
        assertThat(Figures.duration(Duration.ofHours(27))).isEqualTo("1 d 3 h");
        assertThat(Figures.wholeSeconds(Duration.ofMillis(12_340))).isEqualTo("12 s");
    }

    @Test
    void percentagesAreRoundedDown() {
        assertThat(Figures.percent(0.999)).isEqualTo("99%");
        assertThat(Figures.percent(1)).isEqualTo("100%");
    }

    @Test
    void sharesNeverLookLikeNothingOrEverything() {
        assertThat(Figures.share(0)).isEqualTo("0%");
        assertThat(Figures.share(0.0004)).isEqualTo("<0.1%");
        assertThat(Figures.share(0.1234)).isEqualTo("12.3%");
        assertThat(Figures.share(0.5)).isEqualTo("50%");
        assertThat(Figures.share(0.9996)).isEqualTo(">99.9%");
        assertThat(Figures.share(1)).isEqualTo("100%");
    }

    @Test
    void sizesAreInUnitsOf1024() {
        assertThat(Figures.bytes(0)).isEqualTo("0 B");
        assertThat(Figures.bytes(1023)).isEqualTo("1,023 B");
        assertThat(Figures.bytes(1024)).isEqualTo("1 KB");
        assertThat(Figures.bytes(1536)).isEqualTo("1.5 KB");
        assertThat(Figures.bytes(409_600)).isEqualTo("400 KB");
        assertThat(Figures.bytes(1024 * 1024 - 1)).isEqualTo("1 MB");
        assertThat(Figures.bytes(5L << 40)).isEqualTo("5 TB");
    }

    @Test
    void momentsAreInUtcToTheSecond() {
        assertThat(Figures.moment(Instant.parse("2026-11-22T12:00:01.234Z"))).isEqualTo("2026-11-22T12:00:01Z");
    }
}
