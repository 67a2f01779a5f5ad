package io.rowlift.plan;

import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells everything that works for a run whether it may go on. A <em>stop</em> is a wish: work in hand is finished and
 * recorded, nothing new is begun. An <em>abort</em> is final: nothing more may be written, for example because the
 * lease was lost.
 */
public final class RunSignal {

    private static final long UNLIMITED = Long.MIN_VALUE;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable RowliftException abort;
    private volatile long permittedUntil = UNLIMITED;

    /** Asks for a stop; safe to call from a signal handler and more than once. */
    public void stop() {
        stopped.countDown();
    }

    /** Ends the right to write, for the given reason; the first reason stands. */
    public synchronized void abort(RowliftException reason) {
        if (abort == null) {
            abort = reason;
        }
        stopped.countDown();
    }

    /**
     * Limits the right to write to a span of time from now on, until the next call. So the right of a process that
     * stands still, and cannot renew its lease, has ended when it goes on.
     */
    public void permitFor(Duration span) {
        permittedUntil = System.nanoTime() + span.toNanos();
    }

    /** Returns whether new work must not be begun any more. */
    public boolean stopRequested() {
        return stopped.getCount() == 0;
    }

    /**
     * To be called directly before each write.
     *
     * @throws RowliftException the reason of the abort, if there was one; or that the right to write has run out
     */
    public void checkWrite() {
        if (permittedUntil != UNLIMITED && System.nanoTime() - permittedUntil > 0) {
            abort(new FailedException(
                    "this run could not renew its lease in time, so that another run may have taken over",
                    "run the same command again",
                    null));
        }
        RowliftException reason = abort;
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Waits, for a retry or for what somebody else has to do first.
     *
     * @throws StoppedException if a stop was asked for, before or during the wait: what would follow is not work in hand
     * @throws RowliftException the reason of an abort
     */
    public void pause(Duration wait) {
        try {
            if (stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                checkWrite();
                throw new StoppedException("stopped while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted while waiting");
        }
    }
}
