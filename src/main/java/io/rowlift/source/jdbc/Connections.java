package io.rowlift.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The connections of a source: never more than allowed. Who finds all of them in use waits in line; who loses one is
 * given a new one as soon as the database is back.
 */
public final class Connections implements AutoCloseable {

    /** Long enough for a failover or an upgrade of a managed database, short enough to be noticed the same day. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How long one attempt waits for a connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(15);

    /** How often somebody who waits looks whether to stop. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final Semaphore free;
    private final Failures failures;
    private final RunSignal signal;

    private Connections(HikariDataSource pool, int most, Failures failures, RunSignal signal) {
        this.pool = pool;
        this.free = new Semaphore(most, true);
        this.failures = failures;
        this.signal = signal;
    }

    /**
     * Opens the first connection.
     *
     * @throws io.rowlift.problem.ConfigurationException if the settings are wrong
     * @throws io.rowlift.problem.FailedException if the server does not answer
     */
    public static Connections open(DataSource sessions, int most, Failures failures, RunSignal signal) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("rowlift-source");
        config.setDataSource(sessions);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setAutoCommit(false);
        config.setConnectionTimeout(LOOK.toMillis());
        // a replaced connection is closed in the background: until then there would be one more than allowed
        config.setMaxLifetime(0);
        config.setExceptionOverride(new Evictions());
        try {
            return new Connections(new HikariDataSource(config), most, failures, signal);
        } catch (HikariPool.PoolInitializationException e) {
            throw failures.connecting(cause(e));
        }
    }

    /** Something to do with a connection, in one transaction; done again from the start after a lost connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Returns what was read. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does the work in one read-only transaction. Waits for the database to come back when it is away.
     *
     * @throws StoppedException if the run is stopped while waiting
     * @throws io.rowlift.problem.FailedException if the work fails, or the database stays away
     */
    public <T> T read(Work<T> work) {
        Retry retry = new Retry();
        while (true) {
            try (Lease lease = lease()) {
                T result = work.on(lease.connection());
                lease.connection().commit();
                return result;
            } catch (SQLException e) {
                retry.after(e);
            }
        }
    }

    /** Returns how many sessions of the server are ours at this moment. */
    int open() {
        return pool.getHikariPoolMXBean().getTotalConnections();
    }

    /** Takes a connection for as long as the lease is open. */
    Lease lease() throws SQLException {
        try {
            while (!free.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                if (signal.stopRequested()) {
                    signal.pause(Duration.ZERO);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted while waiting for a connection to the source");
        }
        try {
            return new Lease(connect());
        } catch (SQLException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    /** A stop is not kept waiting by a database that does not answer. */
    private Connection connect() throws SQLException {
        long end = System.nanoTime() + ATTEMPT.toNanos();
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (signal.stopRequested()) {
                    signal.pause(Duration.ZERO);
                }
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    /** A connection in use. */
    final class Lease implements AutoCloseable {
        private final Connection connection;

        private Lease(Connection connection) {
            this.connection = connection;
        }

        Connection connection() {
            return connection;
        }

        /** Nobody else is to get this connection: what failed on it can come up again. */
        void spoil() {
            pool.evictConnection(connection);
        }

        @Override
        public void close() throws SQLException {
            try {
                connection.close();
            } finally {
                free.release();
            }
        }
    }

    /** Decides after each failure whether there is another attempt, and waits for it. */
    final class Retry {
        private final long end = System.nanoTime() + PATIENCE.toNanos();
        private Duration pause = Duration.ofMillis(100);

        void after(SQLException failure) {
            if (!temporary(failure) || System.nanoTime() > end) {
                throw failures.reading(cause(failure));
            }
            signal.pause(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }

        private boolean temporary(SQLException failure) {
            return failures.temporary(cause(failure));
        }
    }

    /** The pool wraps what the driver said. */
    private static SQLException cause(Exception failure) {
        SQLException deepest = failure instanceof SQLException sql ? sql : new SQLException(failure);
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                deepest = sql.getSQLState() == null && deepest.getSQLState() != null ? deepest : sql;
            }
        }
        return deepest;
    }

    @Override
    public void close() {
        pool.close();
    }
}
