package io.rowlift.source.mysql.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads ahead of who decodes, a bounded number of bytes: when nobody takes them, the server has to wait. */
final class Feed implements AutoCloseable {

    private static final int AHEAD = 8 << 20;
    private static final byte[] END = {};

    private final Dump dump;
    private final Thread thread;
    private final BlockingQueue<byte[]> items = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(AHEAD);
    private volatile @Nullable Throwable failure;

    Feed(Dump dump) {
        this.dump = dump;
        this.thread = new Thread(this::run, "rowlift-binlog");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            byte[] event = dump.read();
            while (event != null) {
                room.acquire(size(event));
                items.add(event);
                event = dump.read();
            }
            end(new SQLException("the server ended the log", "08S01", 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException | OutOfMemoryError e) { // handed to the thread that waits
            end(e);
        }
    }

    private void end(Throwable reason) {
        failure = reason;
        items.add(END);
    }

    /** A single event may be larger than what is read ahead otherwise. */
    private static int size(byte[] event) {
        return Math.min(event.length, AHEAD);
    }

    /** Returns the next event, or null when none came in time. */
    byte @Nullable [] next(Duration patience) throws SQLException, InterruptedException {
        byte[] event = items.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        if (event == END) {
            Throwable reason = failure;
            if (reason instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException("reading the binary log failed", reason);
        }
        if (event != null) {
            room.release(size(event));
        }
        return event;
    }

    @Override
    public void close() throws SQLException {
        thread.interrupt();
        dump.close();
    }
}
