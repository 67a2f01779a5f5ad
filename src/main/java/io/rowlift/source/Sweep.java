package io.rowlift.source;

import io.rowlift.mapping.Mapped;
import io.rowlift.plan.Range;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entity's rows with the real reader and makes their items with the real mapper, several ranges at a time.
 * Writes nothing.
 *
 * @param workers ranges that are read at the same time
 * @param chunk rows that are read at once
 * @param rangeRows rows per range, about
 * @param most most rows to read of an entity, taken evenly over its keys
 * @param signal ends the reading
 */
public record Sweep(int workers, int chunk, long rangeRows, long most, RunSignal signal) {

    /** Said by a reading that was stopped; nothing of it is kept. */
    private static final String STOPPED = "stopped; nothing was written";

    /** Sees the rows of a whole entity, on behalf of one thread. */
    public interface Visitor extends AutoCloseable {

        /** Returns whether it wants more. */
        boolean visit(Chunk chunk) throws IOException;

        /** Called when the thread has no more rows. */
        @Override
        void close() throws IOException;
    }

    /**
     * Rows that were read at once, in key order.
     *
     * @param rows the rows
     * @param mapped what became of each of them
     * @param place tells where the first row stands: rows of a later place have a greater key
     */
    public record Chunk(List<Row> rows, List<Mapped> mapped, long place) {}

    /** A sweep over all rows. */
    public static Sweep all(int workers, int chunk, long rangeRows, RunSignal signal) {
        return new Sweep(workers, chunk, rangeRows, Long.MAX_VALUE, signal);
    }

    /**
     * Shows every row of an entity to visitors.
     *
     * @param visitors makes a visitor per thread
     * @return how many ranges the entity was cut into
     * @throws IOException thrown by a visitor
     * @throws StoppedException when a stop was asked for
     */
    public int run(EntityReading entity, Supplier<? extends Visitor> visitors) throws IOException {
        AtomicBoolean enough = new AtomicBoolean();
        List<Range> planned = entity.reader().split(rangeRows);
        Queue<Part> parts = new ConcurrentLinkedQueue<>(parts(entity.reader(), planned));
        ExecutorService threads = Executors.newFixedThreadPool(workers, task -> new Thread(task, "rowlift-sweep"));
        try {
            List<Future<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                work.add(threads.submit(worker(entity, parts, visitors, enough)));
            }
            await(work, enough);
        } finally {
            threads.shutdown();
        }
        return planned.size();
    }

    /** The first rows of a range. */
    private record Part(Range range, long rows) {}

    private List<Part> parts(AggregateReader reader, List<Range> planned) {
        if (most == Long.MAX_VALUE) {
            return planned.stream().map(range -> new Part(range, most)).toList();
        }
        List<Range> ranges =
                Strata.of(reader, planned, rangeRows, Strata.PLACES / 2).ranges();
        int places = (int) Math.min(Math.min(Strata.PLACES, most), ranges.size());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            Range first = ranges.get(i * ranges.size() / places);
            Range last = ranges.get((i + 1) * ranges.size() / places - 1);
            Range all = new Range(i, first.lower(), last.upper());
            parts.add(new Part(all, most / places + (i < most % places ? 1 : 0)));
        }
        return parts;
    }

    private Callable<Boolean> worker(
            EntityReading entity, Queue<Part> parts, Supplier<? extends Visitor> visitors, AtomicBoolean enough) {
        return () -> {
            try (Visitor visitor = visitors.get()) {
                for (Part part = parts.poll(); part != null && !enough.get(); part = parts.poll()) {
                    if (!read(entity, part.range(), visitor, part.rows(), enough)) {
                        enough.set(true);
                    }
                }
            }
            return true;
        };
    }

    private boolean read(EntityReading entity, Range range, Visitor visitor, long perRange, AtomicBoolean enough)
            throws IOException {
        long place = (long) range.number() << 40;
        long left = perRange;
        try (RowCursor cursor = entity.reader().open(range, null)) {
            while (left > 0 && !enough.get()) {
                if (signal.stopRequested()) {
                    signal.checkWrite();
                    throw new StoppedException(STOPPED);
                }
                List<Row> rows = cursor.next((int) Math.min(chunk, left));
                if (rows.isEmpty()) {
                    return true;
                }
                List<Mapped> mapped = rows.stream().map(entity.mapper()).toList();
                if (!visitor.visit(new Chunk(rows, mapped, place))) {
                    return false;
                }
                place += rows.size();
                left -= rows.size();
            }
        }
        return true;
    }

    /** Waits for all workers, also after one has failed: none may outlive the sweep. */
    private static void await(List<Future<Boolean>> work, AtomicBoolean enough) throws IOException {
        @Nullable Throwable failure = null;
        for (Future<Boolean> future : work) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                enough.set(true);
                failure = new StoppedException(STOPPED);
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
