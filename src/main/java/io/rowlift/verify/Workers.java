package io.rowlift.verify;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Works on ranges on several threads; the first failure ends them all. */
public final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private final RunSignal signal;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Future<?>> parts = new ArrayList<>();

    /** Starts so many threads. */
    public Workers(int workers, RunSignal signal) {
        this.threads = Executors.newFixedThreadPool(workers);
        this.signal = signal;
    }

    /** One part of the work. */
    public interface Work {

        /**
         * Does it.
         *
         * @param stop whether it should end early, with a StoppedException
         */
        void run(BooleanSupplier stop);
    }

    /** Queues a part. */
    public void add(Work work) {
        parts.add(threads.submit(() -> attempt(work)));
    }

    private void attempt(Work work) {
        BooleanSupplier stop = () -> failure.get() != null || signal.stopRequested();
        if (failure.get() != null) {
            return;
        }
        try {
            work.run(stop);
        } catch (RuntimeException | Error e) { // handed to the thread that waits
            failure.compareAndSet(null, e);
        }
    }

    /** Waits for the queued parts and throws what made the first of them fail. */
    public void await() {
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("the comparison was interrupted");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part keeps its failure to itself", e);
            }
        }
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                // a worker waits for source or target, which end their own waits
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
