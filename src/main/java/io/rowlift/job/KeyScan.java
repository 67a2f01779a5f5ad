package io.rowlift.job;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.Range;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Renders every row of some entities with the real mapper, several ranges at a time, and writes nothing. */
final class KeyScan {

    private final Setting setting;
    private final RunListener listener;
    private final AtomicBoolean enough = new AtomicBoolean();

    KeyScan(Setting setting, RunListener listener) {
        this.setting = setting;
        this.listener = listener;
    }

    /** Sees items on behalf of one thread. */
    interface Visitor extends AutoCloseable {

        /** Returns whether it wants more. */
        boolean visit(Compiled entity, Mapped row, Item item) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Shows every item of every row that can be mapped.
     *
     * @param visitors makes a visitor per thread
     * @throws StoppedException when a stop was asked for
     */
    void run(List<Compiled> entities, Supplier<Visitor> visitors) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(setting.job().load().workers(), task -> new Thread(task, "rowlift-keys"));
        try {
            for (Compiled entity : entities) {
                Queue<Range> ranges = new ConcurrentLinkedQueue<>(
                        entity.reader().split(setting.job().load().rangeRows()));
                AtomicLong rows = new AtomicLong();
                List<Future<Boolean>> work = new ArrayList<>();
                for (int i = 0; i < setting.job().load().workers(); i++) {
                    work.add(threads.submit(worker(entity, ranges, rows, visitors)));
                }
                await(work);
            }
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Boolean> worker(
            Compiled entity, Queue<Range> ranges, AtomicLong rows, Supplier<Visitor> visitors) {
        return () -> {
            try (Visitor visitor = visitors.get()) {
                for (Range range = ranges.poll(); range != null && !enough.get(); range = ranges.poll()) {
                    read(entity, range, rows, visitor);
                }
            }
            return true;
        };
    }

    private void read(Compiled entity, Range range, AtomicLong seen, Visitor visitor) throws IOException {
        try (RowCursor cursor = entity.reader().open(range, null)) {
            List<Row> rows = cursor.next(setting.job().load().chunk());
            while (!rows.isEmpty() && !enough.get()) {
                if (setting.signal().stopRequested()) {
                    throw new StoppedException(Setting.STOPPED);
                }
                for (Row row : rows) {
                    Mapped mapped = entity.mapper().map(row);
                    for (Item item : mapped.items()) {
                        if (!visitor.visit(entity, mapped, item)) {
                            enough.set(true);
                            return;
                        }
                    }
                }
                listener.checkedKeys(entity.name(), seen.addAndGet(rows.size()));
                rows = cursor.next(setting.job().load().chunk());
            }
        }
    }

    /** Waits for all workers, also after one has failed: none may outlive the check. */
    private void await(List<Future<Boolean>> work) throws IOException {
        @Nullable Throwable failure = null;
        for (Future<Boolean> future : work) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                enough.set(true);
                failure = new StoppedException(Setting.STOPPED);
            } catch (ExecutionException e) {
                enough.set(true);
                failure = failure == null ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(failure);
    }
}
