package io.rowlift.source.postgres.log;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.postgresql.replication.LogSequenceNumber;

/** A PostgreSQL database's log, heard through a slot and a publication that are this capture's alone. */
public final class PostgresLog implements ChangeLog {

    private final Server server;
    private final Capture capture;
    private final RunSignal signal;

    private PostgresLog(Server server, Capture capture, RunSignal signal) {
        this.server = server;
        this.capture = capture;
        this.signal = signal;
    }

    /**
     * Takes where the log is.
     *
     * @param url of the server, without credentials
     * @param properties the driver's, credentials included
     * @param failing words a failed statement for users
     * @param connecting words a failed connection for users
     * @param signal ends waiting when the run is stopped
     */
    public static PostgresLog of(
            String url,
            Properties properties,
            Function<SQLException, RowliftException> failing,
            Function<SQLException, RowliftException> connecting,
            Capture capture,
            RunSignal signal) {
        return new PostgresLog(new Server(url, properties, failing, connecting), capture, signal);
    }

    @Override
    public List<Problem> check() {
        return server.with(connection -> new Preflight(connection, capture, server.url()).problems());
    }

    @Override
    public LogPosition begin() {
        return server.with(connection -> {
            List<Problem> problems = new Preflight(connection, capture, server.url()).problems();
            if (!problems.isEmpty()) {
                throw new RefusedException(problems);
            }
            new Publication(capture).ensure(connection);
            Optional<Slot> known = Slot.find(connection, capture.name());
            if (known.isPresent() && known.get().lost().isEmpty()) {
                // the process that made the slot may have been killed before it had waited
                if (!Server.value(connection, "select current_setting('synchronous_standby_names')")
                        .isEmpty()) {
                    awaitOlder(connection);
                }
                return position(connection, known.get().confirmed());
            }
            if (known.isPresent()) {
                Server.rows(connection, "select pg_drop_replication_slot(?)", capture.name());
            }
            Server.rows(connection, "select pg_create_logical_replication_slot(?, 'pgoutput')", capture.name());
            awaitOlder(connection);
            return position(
                    connection,
                    Slot.find(connection, capture.name()).orElseThrow().confirmed());
        });
    }

    /** What was committed before the slot's place may wait for a standby and not be seen yet by readers. */
    private void awaitOlder(Connection connection) throws SQLException {
        String newest = Server.value(connection, "select pg_snapshot_xmax(pg_current_snapshot())");
        while (Server.value(
                        connection, "select (pg_snapshot_xmin(pg_current_snapshot()) < ?::text::xid8)::text", newest)
                .equals("true")) {
            signal.pause(Duration.ofMillis(50));
        }
    }

    private static LogPosition position(Connection connection, long lsn) throws SQLException {
        return new Position(lsn, system(connection)).toLog();
    }

    static long system(Connection connection) throws SQLException {
        return Long.parseUnsignedLong(
                Server.value(connection, "select system_identifier::text from pg_control_system()"));
    }

    /**
     * Not the end of what is flushed: what was committed asynchronously is behind it for a moment. The log is sent as far
     * as it is flushed, and what open transactions have written is flushed with the next commit: an empty one, which
     * comes behind the place.
     */
    @Override
    public LogPosition end() {
        return server.with(connection -> {
            String lsn = Server.value(connection, "select pg_current_wal_insert_lsn()::text");
            Server.value(connection, "select pg_current_xact_id()::text");
            return position(connection, LogSequenceNumber.valueOf(lsn).asLong());
        });
    }

    @Override
    public ChangeStream open(LogPosition after) {
        Position position = Position.of(after);
        server.with(connection -> {
            requireSame(connection, position);
            return true;
        });
        return new PostgresStream(server, capture, signal, position, PostgresStream.HELD);
    }

    private void requireSame(Connection connection, Position position) throws SQLException {
        if (system(connection) != position.system()) {
            throw Slot.gone(capture.name(), "belonged to another cluster: the server was replaced");
        }
        Slot slot = Slot.find(connection, capture.name())
                .orElseThrow(() -> Slot.gone(capture.name(), "does not exist any more"));
        if (!slot.lost().isEmpty()) {
            throw Slot.gone(capture.name(), "is of no use: " + slot.lost());
        }
        if (Long.compareUnsigned(slot.confirmed(), position.lsn()) > 0) {
            throw Slot.gone(
                    capture.name(),
                    "is at " + Position.text(slot.confirmed()) + " already, after " + Position.text(position.lsn())
                            + " which the state knows: somebody else has read from it, or the state is an older copy");
        }
        Set<String> unpublished = new Publication(capture).missing(connection);
        if (!unpublished.isEmpty()) {
            throw Slot.unpublished(capture.name(), unpublished);
        }
    }

    @Override
    public Optional<Retained> retained() {
        return server.with(connection -> {
            Optional<Slot> slot = Slot.find(connection, capture.name());
            if (slot.isEmpty()) {
                return Optional.empty();
            }
            long limit = Long.parseLong(Server.value(
                    connection,
                    "select case when setting::bigint < 0 then -1 else setting::bigint * 1024 * 1024 end from pg_settings"
                            + " where name = 'max_slot_wal_keep_size'"));
            return Optional.of(
                    new Retained(slot.get().retained(), limit, slot.get().lost()));
        });
    }

    @Override
    public void drop() {
        server.with(connection -> {
            Server.rows(
                    connection,
                    "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = ? and active_pid"
                            + " is not null",
                    capture.name());
            for (int attempt = 0; active(connection); attempt++) {
                if (attempt > 100) {
                    throw new SQLException("the slot stays in use", "55006");
                }
                signal.pause(Duration.ofMillis(100));
            }
            Server.rows(
                    connection,
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?",
                    capture.name());
            new Publication(capture).drop(connection);
            return true;
        });
    }

    private boolean active(Connection connection) throws SQLException {
        return !Server.rows(
                        connection, "select 1 from pg_replication_slots where slot_name = ? and active", capture.name())
                .isEmpty();
    }
}
