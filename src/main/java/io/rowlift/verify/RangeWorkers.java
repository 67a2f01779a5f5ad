package io.rowlift.verify;

import io.rowlift.plan.Range;
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

/** Compares ranges on several threads; the first failure ends them all. */
final class RangeWorkers implements AutoCloseable {

    private final ExecutorService threads;
    private final RunSignal signal;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Future<?>> ranges = new ArrayList<>();

    RangeWorkers(int workers, RunSignal signal) {
        this.threads = Executors.newFixedThreadPool(workers);
        this.signal = signal;
    }

    /** Cuts an entity into ranges and queues them. */
    void add(EntityComparison entity, VerifyOptions options) {
        List<Range> parts = entity.reading().reader().split(options.rangeRows());
        entity.listener().planned(entity.reading().entity(), parts.size());
        for (Range range : parts) {
            ranges.add(threads.submit(() -> compare(entity, range, options.chunk())));
        }
    }

    private void compare(EntityComparison entity, Range range, int chunk) {
        try {
            entity.compare(range, chunk, () -> failure.get() != null || signal.stopRequested());
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Waits for the queued ranges and throws what made the first of them fail. */
    void await() {
        for (Future<?> range : ranges) {
            try {
                range.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("the comparison was interrupted");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a range keeps its failure to itself", e);
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
