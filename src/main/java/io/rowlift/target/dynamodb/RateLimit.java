package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Write units per second, over all who write. Each request is given a time at which it may start, so that units leave
 * evenly and not in gushes; what the service reports afterwards corrects the times of those that follow.
 *
 * <p>Throttling lowers the rate at once to a bit less than what really got through, and the rate climbs back slowly:
 * additive increase, multiplicative decrease, which is what lets several writers find a fair share of a table. It never
 * falls to a crawl, because a service that refuses at random, however slowly it is asked, would be asked ever more slowly.
 */
final class RateLimit {

    /** A request that comes late, because a thread woke up late, may be made up for within this time. */
    private static final double SLACK_SECONDS = 0.02;

    /** How often a waiting thread looks whether it still should. */
    private static final double SLICE_SECONDS = 0.2;

    /** Share of what got through that is asked for after throttling. */
    private static final double DECREASE = 0.9;

    /** Share of the best rate by which the rate climbs per second. */
    private static final double INCREASE = 0.1;

    /** Share of the best rate that is always asked for. */
    private static final double FLOOR = 0.1;

    /** Seconds in which the best rate is forgotten: saved-up capacity of a table is soon used up. */
    private static final double MEMORY = 30;

    /** What any table bears. */
    private static final double LOWEST_BEST = 250;

    /** Requests in flight when the rate was lowered fail too: they are one reason, not many. */
    private static final double REACTION_SECONDS = 0.5;

    private final double ceiling;
    private final RunSignal signal;
    private final Meter meter = new Meter();
    private double rate;
    private double best = LOWEST_BEST;
    private double bestAt;
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
     * Waits until so many units may be asked for. A stop ends the wait for a repetition only: what is sent for the
     * first time is work in hand.
     *
     * @throws io.rowlift.problem.StoppedException if a repetition waits and a stop was asked for
     * @throws io.rowlift.problem.RowliftException the reason of an abort
     */
    void acquire(double units, boolean repetition) {
        double start = reserve(units, now());
        for (double wait = start - now(); wait > 0; wait = start - now()) {
            Duration slice = Duration.ofNanos((long) (Math.min(wait, SLICE_SECONDS) * 1e9));
            if (repetition) {
                signal.pause(slice);
                continue;
            }
            signal.checkWrite();
            LockSupport.parkNanos(slice.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new StoppedException("interrupted while waiting for units");
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
        best = Math.max(Math.max(LOWEST_BEST, best * Math.exp((bestAt - now) / MEMORY)), meter.perSecond(now));
        bestAt = now;
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
        double got = meter.perSecond(now);
        if (got == 0) {
            return; // nothing to go by yet: the waits between retries have to do
        }
        double through = Math.min(rate, got) * DECREASE;
        rate = Math.min(ceiling, Math.max(through, best * FLOOR));
        lowered = now;
        raised = now;
    }

    private void recover(double now) {
        if (rate == ceiling) {
            return;
        }
        rate += best * INCREASE * (now - raised);
        raised = now;
        // without a ceiling the limit is lifted once it is far above anything that ever got through
        if (rate >= Math.min(ceiling, 2 * best)) {
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

        /** Shorter than this, a first gush would be taken for a rate. */
        private static final double SHORTEST = 0.1;

        private double units;
        private double began = Double.NaN;
        private double at;

        void add(double more, double now) {
            if (Double.isNaN(began)) {
                began = now;
                at = now;
            }
            units = units * Math.exp(at - now) + more;
            at = now;
        }

        double perSecond(double now) {
            if (Double.isNaN(began)) {
                return 0;
            }
            double covered = 1 - Math.exp(-Math.max(now - began, SHORTEST));
            return units * Math.exp(at - now) / covered;
        }
    }
}
