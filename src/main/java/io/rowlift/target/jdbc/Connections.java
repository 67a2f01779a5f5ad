package io.rowlift.target.jdbc;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Unreachable;
import io.rowlift.problem.StoppedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a target: never more than allowed, and fewer when the server takes no more. Who finds all of them in
 * use waits in line; who loses one is given a new one as soon as the database is back. They are opened one after the
 * other: a service that sleeps is woken by one connection, not by all of them at once.
 */
public final class Connections implements AutoCloseable {

    /** As long as a server has never answered, its address is more likely wrong than the server away. */
    private static final int ATTEMPTS_TO_REACH = 3;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Sessions sessions;
    private final Failures failures;
    private final Timing timing;
    private final RunSignal signal;
    private final Deque<Open> idle = new ArrayDeque<>();
    private final int allowed;
    private int most;
    private long crowdedAt;
    private int inUse;
    private boolean opening;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param most upper bound on connections that are open at the same time
     */
    public Connections(Sessions sessions, int most, Failures failures, Timing timing, RunSignal signal) {
        this.sessions = sessions;
        this.allowed = most;
        this.most = most;
        this.failures = failures;
        this.timing = timing;
        this.signal = signal;
    }

    private record Open(Connection connection, long since) {}

    /** Something to do with a connection, in one transaction; done again from the start after a lost connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Returns what was found; must be harmless when it is done twice. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Opens the first connection, so that wrong settings are told at once.
     *
     * @throws io.rowlift.problem.ConfigurationException if the settings are wrong
     * @throws io.rowlift.problem.FailedException if the server does not answer
     */
    public void begin() {
        Retry retry = retry("connecting");
        for (int attempt = 1; ; attempt++) {
            try (Lease lease = lease()) {
                lease.keep();
                return;
            } catch (SQLException e) {
                Fault fault = failures.fault(e);
                boolean silent = fault == Fault.LOST && (attempt == ATTEMPTS_TO_REACH || Unreachable.unknownHost(e));
                if (fault == Fault.FINAL || silent) {
                    throw failures.connecting(e);
                }
                retry.after(e);
            }
        }
    }

    /**
     * Does the work in one transaction, and again while the failure is one that passes.
     *
     * @param task for messages, as in {@code reading the ledger}
     */
    public <T> T run(String task, Work<T> work) {
        Retry retry = retry(task);
        while (true) {
            try (Lease lease = lease()) {
                T result = work.on(lease.connection());
                lease.connection().commit();
                lease.keep();
                return result;
            } catch (SQLException e) {
                retry.after(e);
            }
        }
    }

    Retry retry(String task) {
        return new Retry(failures, timing, signal, task);
    }

    /** Lets fewer work at the same time, because the server cannot bear so many; slowly more again later. */
    synchronized void fewer() {
        // those who work at the same time fail at the same time: once is enough for all of them
        if (most == allowed
                || System.nanoTime() - crowdedAt > timing.longestPause().toNanos()) {
            crowd(most / 2);
        }
    }

    private void crowd(int least) {
        most = Math.max(1, least);
        crowdedAt = System.nanoTime();
    }

    private void recover() {
        if (most < allowed && System.nanoTime() - crowdedAt > timing.recovery().toNanos()) {
            crowd(most + 1);
        }
    }

    /** Returns how many connections may be open at the same time. */
    synchronized int most() {
        return most;
    }

    /** Takes a connection for as long as the lease is open. */
    Lease lease() throws SQLException {
        while (true) {
            Open ready = await();
            if (ready != null) {
                return new Lease(ready);
            }
            try {
                return new Lease(new Open(sessions.open(), System.nanoTime()));
            } catch (SQLException e) {
                if (!giveUpOne(e)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                leave();
                throw e;
            } finally {
                opened();
            }
        }
    }

    /** Waits in line; returns a connection, or null when the caller is to open one. */
    private synchronized @Nullable Open await() {
        while (true) {
            if (closed) {
                throw new StoppedException("the connections to the target are closed");
            }
            recover();
            Open ready = inUse < most ? young() : null;
            if (ready != null || (inUse < most && !opening)) {
                inUse++;
                opening = ready == null || opening;
                return ready;
            }
            if (signal.stopRequested()) {
                signal.pause(Duration.ZERO);
            }
            try {
                TimeUnit.MILLISECONDS.timedWait(this, LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("interrupted while waiting for a connection to the target");
            }
        }
    }

    private @Nullable Open young() {
        Open found = idle.pollFirst();
        while (found != null
                && System.nanoTime() - found.since() > timing.lifetime().toNanos()) {
            end(found);
            found = idle.pollFirst();
        }
        return found;
    }

    /** A server that is full lets go on who is there; the others wait for their connections. */
    private synchronized boolean giveUpOne(SQLException failure) {
        inUse--;
        boolean others = inUse + idle.size() > 0;
        if (failures.fault(failure) == Fault.CROWDED && others) {
            crowd(inUse + idle.size());
            return true;
        }
        return false;
    }

    private synchronized void opened() {
        opening = false;
        notifyAll();
    }

    private synchronized void leave() {
        inUse--;
        notifyAll();
    }

    private static void end(Open open) {
        try {
            open.connection().close();
        } catch (SQLException e) {
            // it is given up either way: nothing that mattered was left on it
            return;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Connections::end);
        idle.clear();
        notifyAll();
    }

    /** A connection in use. Unless it is kept, it is closed and with it whatever is open on it. */
    final class Lease implements AutoCloseable {
        private final Open open;
        private boolean keep;

        private Lease(Open open) {
            this.open = open;
        }

        Connection connection() {
            return open.connection();
        }

        /** The connection is as good as new: others may use it. */
        void keep() {
            keep = true;
        }

        @Override
        public void close() {
            boolean back;
            synchronized (Connections.this) {
                inUse--;
                back = keep && !closed;
                if (back) {
                    idle.addFirst(open);
                }
                Connections.this.notifyAll();
            }
            if (!back) {
                end(open);
            }
        }
    }
}
