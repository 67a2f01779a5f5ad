package io.rowlift.target.jdbc;

import io.rowlift.plan.RunSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Decides after each failure of one task whether it is tried again, and waits for that. */
final class Retry {

    private final Failures failures;
    private final Timing timing;
    private final RunSignal signal;
    private final String task;
    private final long end;
    private Duration pause;

    Retry(Failures failures, Timing timing, RunSignal signal, String task) {
        this.failures = failures;
        this.timing = timing;
        this.signal = signal;
        this.task = task;
        this.end = System.nanoTime() + timing.patience().toNanos();
        this.pause = timing.firstPause();
    }

    /**
     * Waits before the next attempt.
     *
     * @throws io.rowlift.problem.FailedException when there is none
     * @throws io.rowlift.problem.StoppedException when the run is stopped meanwhile
     */
    void after(SQLException failure) {
        Fault fault = failures.fault(failure);
        boolean passing = fault == Fault.LOST || fault == Fault.BUSY || fault == Fault.CROWDED;
        if (!passing || System.nanoTime() - end > 0) {
            throw failures.doing(task, failure);
        }
        // so that writers that failed together do not return together
        signal.pause(pause.plusNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() + 1)));
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(timing.longestPause()) > 0 ? timing.longestPause() : doubled;
    }
}
