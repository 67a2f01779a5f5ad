package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Lease;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.store.RunStatus.Holder;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The lease of a run for as long as it works: renewed by a thread of its own, which also tells other processes how far
 * the run is. When the lease cannot be renewed, the run loses the right to write.
 */
final class RunLease implements AutoCloseable {

    private final JobStore store;
    private final RunSignal signal;
    private final Pace pace;
    private final Lease lease;
    private final Supplier<Long> throttles;
    private final ScheduledExecutorService thread;
    private volatile Supplier<List<EntityStatus>> progress;
    private volatile Supplier<@Nullable String> step = () -> null;
    private RunStatus shown;

    private RunLease(JobStore store, RunSignal signal, Pace pace, Supplier<Long> throttles) {
        this.store = store;
        this.signal = signal;
        this.pace = pace;
        this.throttles = throttles;
        long asked = System.nanoTime();
        this.lease = store.lease(pace.lease());
        permit(asked);
        this.progress = store.ledger()::progress;
        this.shown = store.status();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread heartbeat = new Thread(task, "rowlift-heartbeat");
            heartbeat.setDaemon(true);
            return heartbeat;
        });
    }

    /**
     * Takes the lease and keeps it.
     *
     * @param throttles tells how often the target has asked to slow down
     * @throws io.rowlift.problem.RefusedException when a live run holds it
     */
    static RunLease take(JobStore store, RunSignal signal, Pace pace, Supplier<Long> throttles) {
        RunLease lease = new RunLease(store, signal, pace, throttles);
        lease.repeat(lease::renew, pace.heartbeat());
        lease.show();
        lease.repeat(lease::show, pace.display());
        return lease;
    }

    Lease lease() {
        return lease;
    }

    /** From now on, shows the counters of the run itself. */
    void show(Tally tally) {
        progress = tally::all;
        step = tally::step;
    }

    private void repeat(Runnable task, Duration every) {
        var unused = thread.scheduleWithFixedDelay(task, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void renew() {
        long asked = System.nanoTime();
        try {
            if (lease.renew(pace.lease(), shown)) {
                permit(asked);
            } else {
                signal.abort(new FailedException(
                        "this run has lost its lease: another run of the job has taken over",
                        "let the other run finish; see \"rowlift status\"",
                        null));
            }
        } catch (DataAccessException | TransactionException e) {
            // the store may be back before the lease expires; if it is not, the right to write runs out by itself
        }
    }

    /** The lease runs from the moment in which it was asked for, at the latest. */
    private void permit(long asked) {
        signal.permitFor(pace.lease().minusNanos(System.nanoTime() - asked));
    }

    private void show() {
        try {
            RunStatus now = status(Instant.now());
            store.progressFile().write(now);
            shown = now;
        } catch (UncheckedIOException | DataAccessException e) {
            // for display only: a full disk must not end a run that can go on
        }
    }

    private RunStatus status(Instant now) {
        List<EntityStatus> entities = progress.get();
        Holder holder = shown.holder();
        RunStatus next = new RunStatus(
                shown.job(),
                RunStatus.State.RUNNING,
                holder == null ? null : new Holder(holder.process(), holder.since(), now, now.plus(pace.lease())),
                shown.started(),
                now,
                0,
                throttles.get(),
                step.get(),
                entities);
        return next.withRate(rate(next)).with(store.syncLedger().following());
    }

    private double rate(RunStatus next) {
        double seconds = Duration.between(shown.asOf(), next.asOf()).toMillis() / 1000.0;
        long rows = next.total().rows() - shown.total().rows();
        // half of the old value: the rate of the last few seconds
        double rate = seconds <= 0 ? shown.rowsPerSecond() : (shown.rowsPerSecond() + rows / seconds) / 2;
        return Math.max(0, rate);
    }

    /** Ends the heartbeat and gives the lease back. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the heartbeat does not end");
            }
            lease.release();
            store.progressFile().remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | UncheckedIOException e) {
            // an unreleased lease expires, and with the embedded store it is void once the file is closed
        }
    }
}
