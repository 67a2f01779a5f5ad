package io.rowlift.source.postgres.log;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.problem.StoppedException;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogPosition;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * A session that reads the log on a thread of its own, so that the server hears of it also while changes are applied; as
 * many events as the queue holds are in memory. What follows the last place that was handed over is asked for again after
 * a lost connection.
 */
final class PostgresStream implements ChangeStream {

    private static final int QUEUE = 10_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** As long as the server may take to notice that the process before is gone. */
    static final Duration HELD = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration FEEDBACK = Duration.ofSeconds(5);

    /** Within which a failure of the session is told. */
    private static final Duration LATENCY = Duration.ofMillis(100);

    private static final Duration IDLE = Duration.ofMillis(500);

    private final Server server;
    private final Capture capture;
    private final BlockingQueue<LogEvent> events = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong flushed;
    private final long system;
    private final Duration held;
    private final Visibility visibility;
    private final Thread reader;
    private volatile @Nullable RowliftException failure;
    private volatile boolean closed;
    private volatile long heardAt = System.nanoTime();
    private long reached;
    private int transaction;
    private boolean inTransaction;
    private long idleSince = System.nanoTime();

    /**
     * Begins to read.
     *
     * @param held how long another process may have the slot
     */
    PostgresStream(Server server, Capture capture, RunSignal signal, Position after, Duration held) {
        this.held = held;
        this.server = server;
        this.capture = capture;
        this.flushed = new AtomicLong(after.lsn());
        this.system = after.system();
        this.reached = after.lsn();
        this.visibility = new Visibility(server, signal);
        this.reader = new Thread(this::readOn, "rowlift-log");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public @Nullable LogEvent next(Duration patience) {
        try {
            long until = System.nanoTime() + patience.toNanos();
            while (true) {
                RowliftException reason = failure;
                long left = Math.min(until - System.nanoTime(), LATENCY.toNanos());
                LogEvent event = events.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
                if (event == null && reason != null) {
                    throw reason;
                }
                if (event != null || left <= 0) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted while waiting for the source's log");
        }
    }

    @Override
    public void acknowledge(LogPosition position) {
        flushed.set(Position.of(position).lsn());
    }

    @Override
    public void awaitVisible(LogEvent.Reached event) {
        String xid = event.transaction();
        if (xid != null) {
            visibility.await(Integer.parseUnsignedInt(xid));
        }
    }

    private void readOn() {
        long lostSince = 0;
        while (!closed) {
            try {
                session();
                return;
            } catch (SQLException e) {
                long now = System.nanoTime();
                lostSince = lostSince == 0 || reachedSince(lostSince) ? now : lostSince;
                if (!retriable(e) || now - lostSince > patience(e).toNanos()) {
                    failure = failed(e);
                    return;
                }
                pause();
            } catch (RowliftException e) {
                failure = e;
                return;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) { // nobody else hears of what ends this thread
                failure = new FailedException("reading the source's log failed", null, e);
                return;
            }
        }
    }

    private boolean reachedSince(long moment) {
        return heardAt - moment > 0;
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session before may be held by the server until it notices that nobody is there. */
    private static boolean retriable(SQLException e) {
        String state = e.getSQLState() == null ? "08000" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.equals("55006") || state.equals("53300");
    }

    private Duration patience(SQLException e) {
        return "55006".equals(e.getSQLState()) ? held : PATIENCE;
    }

    private RowliftException failed(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("42704") || state.equals("55000")) {
            return lost(e);
        }
        if (state.equals("55006")) {
            return new FailedException(
                    "replication slot \"" + capture.name() + "\" is in use by another process",
                    "end the other run of sync, then run the same command again",
                    e);
        }
        return server.failing().apply(e);
    }

    /** The server's words do not tell a slot that is gone from a publication that is. */
    private RowliftException lost(SQLException e) {
        try {
            return server.with(connection -> {
                Optional<Slot> slot = Slot.find(connection, capture.name());
                if (slot.isEmpty()) {
                    return Slot.gone(capture.name(), "does not exist any more");
                }
                return slot.get().lost().isEmpty()
                        ? Slot.unpublished(capture.name(), new Publication(capture).missing(connection))
                        : Slot.gone(
                                capture.name(), "is of no use: " + slot.get().lost());
            });
        } catch (RowliftException unanswered) {
            unanswered.addSuppressed(e);
            return unanswered;
        }
    }

    /**
     * A server may send nothing, in silence, of tables that the publication lacks. One that is shutting down refuses the
     * connection, and waits for this session to end.
     */
    private void requirePublished() throws SQLException {
        server.attempt(connection -> {
            Set<String> missing = new Publication(capture).missing(connection);
            if (!missing.isEmpty()) {
                throw Slot.unpublished(capture.name(), missing);
            }
            return true;
        });
    }

    private void session() throws SQLException, InterruptedException {
        inTransaction = false;
        try (Connection connection = server.replication();
                PGReplicationStream stream = open(connection)) {
            Watching watching = new Watching(capture, Ancestors.on(server));
            long reported = System.nanoTime();
            long looked = System.nanoTime();
            while (!closed) {
                LogSequenceNumber done = LogSequenceNumber.valueOf(flushed.get());
                stream.setFlushedLSN(done);
                stream.setAppliedLSN(done);
                ByteBuffer message = stream.readPending();
                if (message == null) {
                    idle(stream);
                    Thread.sleep(2);
                } else {
                    heardAt = System.nanoTime();
                    hear(watching, message, stream);
                }
                if (System.nanoTime() - reported > FEEDBACK.toNanos()) {
                    stream.forceUpdateStatus();
                    reported = System.nanoTime();
                }
                if (System.nanoTime() - looked > LOOK.toNanos()) {
                    requirePublished();
                    looked = System.nanoTime();
                }
            }
            stream.forceUpdateStatus();
        }
    }

    private PGReplicationStream open(Connection connection) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(capture.name())
                .withStartPosition(LogSequenceNumber.valueOf(reached))
                .withSlotOption("proto_version", "1")
                .withSlotOption("publication_names", capture.name())
                .withStatusInterval((int) FEEDBACK.toSeconds(), TimeUnit.SECONDS)
                // else the driver tells the server of places that are not recorded, and the log is lost from there
                .withAutomaticFlush(false)
                .start();
    }

    private void hear(Watching watching, ByteBuffer bytes, PGReplicationStream stream)
            throws SQLException, InterruptedException {
        PgOutput message = PgOutput.read(bytes);
        if (message instanceof PgOutput.Begin begin) {
            transaction = begin.xid();
            inTransaction = true;
        } else if (message instanceof PgOutput.Commit commit) {
            inTransaction = false;
            put(
                    new LogEvent.Reached(
                            new Position(commit.end(), system).toLog(),
                            Integer.toUnsignedString(transaction),
                            commit.at()),
                    stream);
            reached = commit.end();
            idleSince = System.nanoTime();
        } else {
            List<LogEvent> some = new ArrayList<>(1);
            watching.see(message, some::add);
            for (LogEvent event : some) {
                put(event, stream);
            }
        }
    }

    /** While the queue is full the server is told every few seconds that somebody is there. */
    private void put(LogEvent event, PGReplicationStream stream) throws SQLException, InterruptedException {
        while (!closed && !events.offer(event, FEEDBACK.toMillis(), TimeUnit.MILLISECONDS)) {
            stream.forceUpdateStatus();
        }
    }

    /** What others write to the server moves the place, too: nothing of it is watched, and the slot need not keep it. */
    private void idle(PGReplicationStream stream) throws InterruptedException, SQLException {
        LogSequenceNumber last = stream.getLastReceiveLSN();
        if (inTransaction
                || last == null
                || Long.compareUnsigned(last.asLong(), reached) <= 0
                || System.nanoTime() - idleSince < IDLE.toNanos()) {
            return;
        }
        reached = last.asLong();
        idleSince = System.nanoTime();
        heardAt = idleSince;
        put(new LogEvent.Reached(new Position(reached, system).toLog(), null, Instant.now()), stream);
    }

    @Override
    public void close() {
        closed = true;
        events.clear();
        try {
            reader.join(FEEDBACK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.interrupt();
        visibility.close();
    }
}
