package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Write units per second, over all who write. Each request is given a time at which it may start, so that units leave
 * evenly and not in gushes; what the service reports afterwards corrects the times of those that follow.
 *
 * <p>Throttling lowers the rate at once by a share of what really got through, and the rate climbs back slowly:
 * additive increase, multiplicative decrease, which is what lets several writers find a fair share of a table.
 */
final class RateLimit {

    /** A request that comes late, because a thread woke up late, may be made up for within this time. */
    private static final double SLACK_SECONDS = 0.02;

    private static final double DECREASE = 0.7;

    /** Share of the rate at which throttling began, per second. */
    private static final double INCREASE = 0.05;

    /** Requests in flight when the rate was lowered fail too: they are one reason, not many. */
    private static final double REACTION_SECONDS = 0.5;

    private static final double LOWEST = 1;

    private final double ceiling;
    private final RunSignal signal;
    private final Meter meter = new Meter();
    private double rate;
    private double peak;
    private double next;
    private double lowered = Double.NEGATIVE_INFINITY;
    private double raised;

    /** Limits to so many units per second; 0 means that only throttling limits. */
    RateLimit(int maxWriteUnits, RunSignal signal) {
        this.ceiling = maxWriteUnits == 0 ? Double.POSITIVE_INFINITY : maxWriteUnits;
        this.rate = ceiling;
        this.signal = signal;
    }

    /**
     * Waits until so many units may be asked for. A stop does not end the wait: what waits here is work in hand.
     *
     * @throws io.rowlift.problem.RowliftException the reason of an abort
     */
    void acquire(double units) {
        double start = reserve(units, now());
        for (double wait = start - now(); wait > 0; wait = start - now()) {
            signal.checkWrite();
            LockSupport.parkNanos((long) (Math.min(wait, 0.2) * TimeUnit.SECONDS.toNanos(1)));
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    synchronized double reserve(double units, double now) {
        recover(now);
        if (rate == Double.POSITIVE_INFINITY) {
            return now;
        }
        double start = Math.max(next, now - SLACK_SECONDS);
        next = start + units / rate;
        return start;
    }

    /** The service charged {@code actual} units for what had been taken for {@code estimated}. */
    void consumed(double estimated, double actual) {
        settle(estimated, actual, now());
    }

    synchronized void settle(double estimated, double actual, double now) {
        meter.add(actual, now);
        if (rate != Double.POSITIVE_INFINITY) {
            next += (actual - estimated) / rate;
        }
    }

    /** The service asked to slow down. */
    void throttled() {
        slowDown(now());
    }

    synchronized void slowDown(double now) {
        recover(now);
        if (now - lowered < REACTION_SECONDS) {
            return;
        }
        peak = Math.min(rate, Math.max(meter.perSecond(now), LOWEST));
        rate = Math.max(peak * DECREASE, LOWEST);
        lowered = now;
        raised = now;
    }

    private void recover(double now) {
        if (rate == ceiling) {
            return;
        }
        rate += peak * INCREASE * (now - raised);
        raised = now;
        // without a ceiling the limit is lifted once twice the rate that was too high has been borne
        if (rate >= Math.min(ceiling, 2 * peak)) {
            rate = ceiling;
        }
    }

    synchronized double rate() {
        return rate;
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }

    /** Units of about the last second, old ones fading out. */
    private static final class Meter {

        private double units;
        private double at;

        void add(double more, double now) {
            units = perSecond(now) + more;
            at = now;
        }

        double perSecond(double now) {
            return units * Math.exp(at - now);
        }
    }
}
