package io.rowlift.job.store;

import com.zaxxer.hikari.HikariDataSource;
import io.rowlift.job.store.RunStatus.State;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The state of a job's migration: an embedded H2 file in the state directory, or a database of the job's choice. While
 * a process has the embedded file open, no other process can open it.
 */
public final class JobStore implements AutoCloseable {

    private static final int PAGE = 500;

    private final Job job;
    private final StoreDatabase database;
    private final @Nullable StoreLock lock;
    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final PlatformTransactionManager transactions;
    private final String id;

    private JobStore(Job job, StoreDatabase database, @Nullable StoreLock lock, HikariDataSource pool) {
        this.job = job;
        this.database = database;
        this.lock = lock;
        this.pool = pool;
        this.jdbc = new JdbcTemplate(pool);
        this.transactions = new JdbcTransactionManager(pool);
        StoreSchema schema = new StoreSchema(jdbc, database.product());
        schema.create();
        this.id = schema.id();
    }

    /**
     * Opens the store and creates it where it does not exist.
     *
     * @throws RefusedException when another process has the embedded file open
     * @throws FailedException when the store's database does not answer
     */
    public static JobStore open(Job job) {
        StoreDatabase database = new StoreDatabase(job);
        StoreLock lock = null;
        HikariDataSource pool = null;
        try {
            StateDirectory.create(job.state().directory());
            if (database.embedded()) {
                lock = StoreLock.tryLock(job.state().directory()).orElseThrow(() -> inUse(job));
            }
            if (database.inDirectory()) {
                StateDirectory.privateFile(database.file());
            }
            pool = database.open();
            return new JobStore(job, database, lock, pool);
        } catch (IOException e) {
            close(pool, lock);
            throw directoryFailed(job, e);
        } catch (DataAccessException e) {
            close(pool, lock);
            throw failed(job, e);
        } catch (RuntimeException e) {
            close(pool, lock);
            throw e;
        }
    }

    /**
     * Returns what is known about a job without creating anything, also while another process runs it.
     *
     * @throws FailedException when the store's database does not answer
     */
    public static RunStatus peek(Job job) {
        return peekLoad(job).status();
    }

    /**
     * Returns what is known about a job's load, as {@link #peek} does.
     *
     * @throws FailedException when the store's database does not answer
     */
    public static LoadRecord peekLoad(Job job) {
        StoreDatabase database = new StoreDatabase(job);
        Path directory = job.state().directory();
        if (database.inDirectory() && !exists(job)) {
            return nothing(job);
        }
        try (StoreLock lock = database.embedded() ? StoreLock.tryLock(directory).orElse(null) : null) {
            if (database.embedded() && lock == null) {
                return new LoadRecord(
                        ProgressFile.in(directory)
                                .read()
                                .orElse(new RunStatus(
                                        job.name(), State.RUNNING, null, null, Instant.now(), 0, 0, null, List.of())),
                        List.of(),
                        null);
            }
            try (HikariDataSource pool = database.open()) {
                JdbcTemplate jdbc = new JdbcTemplate(pool);
                boolean exists = new StoreSchema(jdbc, database.product()).exists();
                // whose lock is free, that run is dead, whatever its lease says
                return exists ? load(job, jdbc, database, lock == null) : nothing(job);
            }
        } catch (IOException e) {
            throw directoryFailed(job, e);
        } catch (DataAccessException e) {
            throw failed(job, e);
        }
    }

    /**
     * Returns whether a job has a store in its state directory.
     *
     * @throws FailedException when this user may not know
     */
    public static boolean exists(Job job) {
        try {
            return StateDirectory.holds(new StoreDatabase(job).file());
        } catch (IOException e) {
            throw directoryFailed(job, e);
        }
    }

    /** Returns the random identity of this store, made when it was created: the owner's mark on targets. */
    public String id() {
        return id;
    }

    /** Returns how far the migration is. */
    public RunStatus status() {
        return status(job, jdbc, database, true);
    }

    /** Hands over all rejects, entity by entity in the order of the mapping, rows in key order; never holds them all. */
    public void rejects(Consumer<Reject> consumer) {
        RejectLog log = rejectLog();
        for (Ledger.BegunEntity entity : ledger().entities()) {
            int range = -1;
            long number = -1;
            List<RejectLog.Entry> page = log.after(entity.name(), range, number, PAGE);
            while (!page.isEmpty()) {
                for (RejectLog.Entry entry : page) {
                    consumer.accept(entry.reject());
                    range = entry.range();
                    number = entry.number();
                }
                page = log.after(entity.name(), range, number, PAGE);
            }
        }
    }

    /** Returns the database, for Spring Batch's own tables. */
    public DataSource dataSource() {
        return pool;
    }

    /** Returns the database's name as Spring Batch knows it. */
    public String batchType() {
        return database.product().batchType();
    }

    /** Returns the transactions that cover everything in this store. */
    public PlatformTransactionManager transactions() {
        return transactions;
    }

    /** Returns what the migration was begun with. */
    public Ledger ledger() {
        return new Ledger(jdbc, job.name());
    }

    /** Has entities loaded again from their first row, all or none. */
    public void loadAgain(List<String> entities) {
        Ledger ledger = ledger();
        new TransactionTemplate(transactions).executeWithoutResult(status -> entities.forEach(ledger::forgetLoad));
    }

    /** Returns the ranges, on behalf of a run that holds the lease. */
    public RangeLedger ranges(Lease lease) {
        return new RangeLedger(jdbc, rejectLog(), transactions, job.name(), lease.token());
    }

    /** Returns how far the target follows the source. */
    public SyncLedger syncLedger() {
        return new SyncLedger(jdbc, transactions, job.name());
    }

    /** Returns under which keys the items of rows are. */
    public ItemKeyLog itemKeys() {
        return new ItemKeyLog(jdbc, transactions, job.name());
    }

    /** Returns the rejects. */
    public RejectLog rejectLog() {
        return new RejectLog(jdbc, job.name(), rejectIdentity());
    }

    private RejectLog.Identity rejectIdentity() {
        return job.target() instanceof TargetSettings.Relational ? RejectLog.Identity.PLACE : RejectLog.Identity.KEY;
    }

    /** Returns the file that tells other processes about this run. */
    public ProgressFile progressFile() {
        return ProgressFile.in(job.state().directory());
    }

    /**
     * Takes the lease of the job.
     *
     * @param length until it expires unless it is renewed
     * @throws RefusedException when a live run holds it
     */
    public Lease lease(Duration length) {
        // who holds the file's lock is alone: every other run of the lease's table is dead
        return Lease.take(jdbc, database.product(), job.name(), length, lock != null);
    }

    /** Closes the store, so that another process can open it. */
    @Override
    public void close() {
        close(pool, lock);
    }

    /** Returns what is remembered of the load. */
    public LoadRecord load() {
        return load(job, jdbc, database, true);
    }

    private static LoadRecord load(Job job, JdbcTemplate jdbc, StoreDatabase database, boolean mayRun) {
        Ledger ledger = new Ledger(jdbc, job.name());
        return new LoadRecord(
                status(job, jdbc, database, mayRun),
                ledger.entities(),
                ledger.sourceMark().orElse(null));
    }

    private static RunStatus status(Job job, JdbcTemplate jdbc, StoreDatabase database, boolean mayRun) {
        Ledger ledger = new Ledger(jdbc, job.name());
        Optional<Lease.Last> last = Lease.last(jdbc, database.product(), job.name());
        Optional<Lease.Last> running = last.filter(run -> mayRun && !run.expired());
        Optional<Ledger.Begun> begun = ledger.begun();
        State state = running.map(run -> State.RUNNING)
                .orElse(begun.map(b -> b.complete() ? State.COMPLETE : State.UNFINISHED)
                        .orElse(State.NOT_STARTED));
        return new RunStatus(
                job.name(),
                state,
                last.filter(run -> state == State.RUNNING || state == State.UNFINISHED)
                        .map(Lease.Last::holder)
                        .orElse(null),
                begun.map(Ledger.Begun::started).orElse(null),
                Instant.now(),
                running.map(Lease.Last::rowsPerSecond).orElse(0L),
                running.map(Lease.Last::throttles).orElse(0L),
                null,
                ledger.progress(),
                new SyncLedger(
                                jdbc,
                                new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())),
                                job.name())
                        .following());
    }

    private static LoadRecord nothing(Job job) {
        RunStatus status =
                new RunStatus(job.name(), State.NOT_STARTED, null, null, Instant.now(), 0, 0, null, List.of());
        return new LoadRecord(status, List.of(), null);
    }

    private static RefusedException inUse(Job job) {
        String by = ProgressFile.in(job.state().directory())
                .read()
                .map(RunStatus::holder)
                .map(h -> ": " + h.process() + ", since " + h.since())
                .orElse("");
        return new RefusedException(
                "another run of job \"" + job.name() + "\" has its state open" + by,
                "wait for its end; \"rowlift status\" shows how far it is");
    }

    private static FailedException directoryFailed(Job job, IOException e) {
        return StateFailure.of(
                "the state directory \"" + job.state().directory() + "\"",
                "check its permissions and the free space on its disk",
                e);
    }

    /** Returns the failure of a statement of the store as a user can read it. */
    public FailedException failed(DataAccessException e) {
        return failed(job, e);
    }

    private static FailedException failed(Job job, DataAccessException e) {
        return new FailedException(
                "the state store of job \"" + job.name() + "\" does not work" + StoreDatabase.sqlState(e),
                new StoreDatabase(job).remedy() + "; then run the same command again",
                e);
    }

    private static void close(@Nullable HikariDataSource pool, @Nullable StoreLock lock) {
        if (pool != null) {
            pool.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
