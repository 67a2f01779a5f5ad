package io.rowlift.target.dynamodb;

import io.rowlift.problem.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes several batches at the same time, for all callers together: requests mostly wait for the network. A caller
 * gets its thread back when all of its items are acknowledged, so that the queue never holds more than what the callers
 * hold themselves.
 */
final class Writer implements AutoCloseable {

    /** Enough for 80,000 small items per second at 10 ms per request. */
    static final int IN_FLIGHT = 32;

    /** Of requests in flight, so that a row of large items does not fill the heap with copies of them. */
    private static final int KILOBYTES_IN_FLIGHT =
            (int) Math.max(32_000, Runtime.getRuntime().maxMemory() / 8 / 1000);

    private final Batches batches;
    private final BatchWriter writer;
    private final ThreadPoolExecutor executor;
    private final Semaphore kilobytes = new Semaphore(KILOBYTES_IN_FLIGHT, true);

    Writer(Batches batches, BatchWriter writer) {
        this.batches = batches;
        this.writer = writer;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(
                IN_FLIGHT, IN_FLIGHT, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "dynamodb-writer-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** See {@link io.rowlift.target.Target#write}. */
    int write(List<Operation> operations) {
        int acknowledged = 0;
        for (List<Batch> wave : batches.cut(operations)) {
            acknowledged += writeAll(wave);
        }
        return acknowledged;
    }

    private int writeAll(List<Batch> wave) {
        AtomicBoolean failed = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger();
        List<Future<?>> pending = new ArrayList<>(wave.size());
        for (Batch batch : wave) {
            pending.add(executor.submit(() -> write(batch, failed, acknowledged)));
        }
        @Nullable RuntimeException worst = null;
        for (Future<?> batch : pending) {
            RuntimeException failure = outcome(batch);
            if (failure != null && (worst == null || worst instanceof StoppedException)) {
                worst = failure;
            }
        }
        if (worst != null) {
            throw worst;
        }
        return acknowledged.get();
    }

    /** After a failure what has been sent is waited for, what has not is not begun. */
    private void write(Batch batch, AtomicBoolean failed, AtomicInteger acknowledged) {
        int size = (int) Math.min(KILOBYTES_IN_FLIGHT, batch.bytes() / 1000 + 1);
        kilobytes.acquireUninterruptibly(size);
        boolean done = failed.get();
        try {
            if (!done) {
                acknowledged.addAndGet(writer.write(batch));
                done = true;
            }
        } finally {
            kilobytes.release(size);
            if (!done) {
                failed.set(true);
            }
        }
    }

    /** Waits even when the caller is interrupted: it must not return while its items are on their way. */
    private static @Nullable RuntimeException outcome(Future<?> batch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    batch.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a batch ended in an unexpected way", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
