package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for requests whose answers were lost: the service may still apply them, after their repetition and after what
 * was written next. A request that it has not taken up after the time of an attempt, it never will: the connection is
 * closed by then.
 */
final class Settling {

    private static final long NEVER = Long.MIN_VALUE;

    private final RunSignal signal;
    private final Duration attempt;
    private final AtomicLong until = new AtomicLong(NEVER);

    Settling(RunSignal signal, Duration attempt) {
        this.signal = signal;
        this.attempt = attempt;
    }

    /** A request of this process, or of one before it, may still be on its way. */
    void unanswered() {
        until.set(System.nanoTime() + attempt.toNanos());
    }

    /**
     * Returns when nothing is on its way any more.
     *
     * @throws io.rowlift.problem.StoppedException when a stop was asked for meanwhile
     */
    void await() {
        long end = until.get();
        if (end == NEVER) {
            return;
        }
        long left = end - System.nanoTime();
        if (left > 0) {
            signal.pause(Duration.ofNanos(left));
        }
        until.compareAndSet(end, NEVER);
    }
}
