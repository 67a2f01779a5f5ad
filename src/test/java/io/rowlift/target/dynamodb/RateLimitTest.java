package io.rowlift.target.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rowlift.plan.RunSignal;
import org.junit.jupiter.api.Test;

/** The limit on a clock of its own. */
class RateLimitTest {

    private double now = 1000;

    /** Takes units one request after the other and returns how many in so many seconds. */
    private double run(RateLimit limit, double seconds, double units, double charged) {
        double end = now + seconds;
        double taken = 0;
        while (true) {
            double start = Math.max(now, limit.reserve(units, now));
            if (start >= end) {
                limit.settle(units, 0, now);
                now = end;
                return taken;
            }
            now = start;
            limit.settle(units, charged, now);
            taken += charged;
        }
    }

    @Test
    void holdsTheCeiling() {
        RateLimit limit = new RateLimit(1000, new RunSignal());

        for (int second = 0; second < 5; second++) {
            assertThat(run(limit, 1, 20, 20)).isCloseTo(1000, within(45.0));
        }
    }

    @Test
    void isCorrectedByWhatTheServiceCharges() {
        RateLimit limit = new RateLimit(1000, new RunSignal());

        for (int second = 0; second < 5; second++) {
            assertThat(run(limit, 1, 20, 40)).isCloseTo(1000, within(50.0));
        }
    }

    @Test
    void doesNotSaveUpUnits() {
        RateLimit limit = new RateLimit(1000, new RunSignal());
        run(limit, 1, 20, 20);
        now += 60;

        assertThat(run(limit, 1, 20, 20)).isCloseTo(1000, within(45.0));
    }

    @Test
    void fallsToWhatGetsThroughAndClimbsBackToTheCeiling() {
        RateLimit limit = new RateLimit(1000, new RunSignal());
        run(limit, 5, 20, 20);

        limit.slowDown(now);
        assertThat(limit.rate()).isCloseTo(900, within(45.0));
        run(limit, 5, 20, 20);
        assertThat(limit.rate()).isEqualTo(1000);
    }

    @Test
    void takesTheAnswersOfOneMomentForOneReason() {
        RateLimit limit = new RateLimit(1000, new RunSignal());
        run(limit, 5, 20, 20);

        for (int i = 0; i < 30; i++) {
            limit.slowDown(now);
        }
        assertThat(limit.rate()).isCloseTo(900, within(45.0));
    }

    @Test
    void neverFallsToACrawl() {
        RateLimit limit = new RateLimit(1000, new RunSignal());
        run(limit, 5, 20, 20);

        for (int i = 0; i < 30; i++) {
            now += 0.6;
            limit.slowDown(now);
        }
        assertThat(limit.rate()).isGreaterThan(50);
    }

    @Test
    void withoutACeilingOnlyThrottlingLimitsAndNotForEver() {
        RateLimit limit = new RateLimit(0, new RunSignal());
        assertThat(limit.rate()).isEqualTo(Double.POSITIVE_INFINITY);
        for (int i = 0; i < 300; i++) {
            now += 0.01;
            limit.settle(20, 20, now);
        }

        limit.slowDown(now);
        assertThat(limit.rate()).isCloseTo(1800, within(100.0));
        run(limit, 60, 20, 20);
        assertThat(limit.rate()).isGreaterThan(1800);
    }
}
