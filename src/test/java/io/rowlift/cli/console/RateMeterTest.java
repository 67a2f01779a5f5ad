package io.rowlift.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateMeterTest {

    private final TestClock clock = new TestClock();
    private final RateMeter meter = new RateMeter(clock);

    @Test
    void nothingYet() {
        assertThat(meter.perSecond()).isZero();
    }

    @Test
    void theRateOfTheLastTenSeconds() {
        for (int i = 0; i < 30; i++) {
            clock.pass(Duration.ofSeconds(1));
            meter.add(i < 15 ? 1000 : 200);
        }

        assertThat(meter.perSecond()).isCloseTo(200, within(1.0));
    }

    @Test
    void beginsAnew() {
        clock.pass(Duration.ofSeconds(9));
        meter.restart();
        clock.pass(Duration.ofSeconds(1));
        meter.add(1000);

        assertThat(meter.perSecond()).isCloseTo(1000, within(1.0));
    }

    @Test
    void slowsDownWhenNothingIsAdded() {
        clock.pass(Duration.ofSeconds(1));
        meter.add(1000);
        assertThat(meter.perSecond()).isCloseTo(1000, within(1.0));

        clock.pass(Duration.ofSeconds(9));
        assertThat(meter.perSecond()).isCloseTo(100, within(1.0));

        clock.pass(Duration.ofSeconds(60));
        assertThat(meter.perSecond()).isLessThan(20);
    }
}
