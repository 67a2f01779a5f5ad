package io.rowlift.target.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private final Slices slices = new Slices(16 << 20, 50_000);

    @Test
    void whatTookLongOrWasTooLargeIsHalvedAndGrowsSlowly() {
        assertThat(slices.rows()).isEqualTo(50_000);
        slices.took(Duration.ofSeconds(6), 50_000, 1 << 20);
        assertThat(slices.rows()).isEqualTo(25_000);
        slices.halve(100, 8 << 20);
        assertThat(slices.rows()).isEqualTo(12_500);
        assertThat(slices.bytes()).isEqualTo(4 << 20);
        slices.took(Duration.ofSeconds(3), 100, 1000);
        assertThat(slices.rows()).isEqualTo(12_500);
        slices.took(Duration.ofMillis(100), 100, 1000);
        assertThat(slices.rows()).isEqualTo(13_125);
        for (int i = 0; i < 100; i++) {
            slices.took(Duration.ofMillis(100), 100, 1000);
        }
        assertThat(slices.rows()).isEqualTo(50_000);
    }

    @Test
    void halfOfWhatWasTriedIsTheNextOne() {
        slices.halve(1000, 100_000);
        assertThat(slices.rows()).isEqualTo(500);
    }

    @Test
    void oneRowIsTheLeast() {
        for (int i = 0; i < 100; i++) {
            slices.halve(1, 10);
        }
        assertThat(slices.rows()).isEqualTo(1);
        assertThat(slices.bytes()).isEqualTo(4096);
    }
}
