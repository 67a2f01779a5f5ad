package io.rowlift.source.postgres.log;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.RowliftException;
import io.rowlift.schema.TableName;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.replication.LogSequenceNumber;

/** A PostgreSQL database's log, heard through a slot and a publication that are this capture's alone. */
public final class PostgresLog implements ChangeLog {

    private static final long PAGE = 8192;

    private static final long SHORT_HEADER = 24;

    private static final long LONG_HEADER = 40;

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
            publish(connection);
            Optional<Slot> known = Slot.find(connection, capture.name());
            if (known.isPresent() && known.get().lost().isEmpty()) {
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

    private void publish(Connection connection) throws SQLException {
        String wanted = capture.tables().stream()
                .map(Watched::table)
                .map(PostgresLog::quoted)
                .sorted()
                .collect(Collectors.joining(", "));
        boolean exists = !Server.rows(connection, "select 1 from pg_publication where pubname = ?", capture.name())
                .isEmpty();
        if (exists && published(connection).equals(watched())) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (exists) {
                statement.execute("ALTER PUBLICATION " + capture.name() + " SET TABLE " + wanted);
            } else {
                statement.execute("CREATE PUBLICATION " + capture.name() + " FOR TABLE " + wanted
                        + " WITH (publish_via_partition_root = true)");
            }
        }
    }

    private Set<String> watched() {
        return capture.tables().stream().map(table -> table.table().toString()).collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> published(Connection connection) throws SQLException {
        return Server.rows(
                        connection,
                        "select n.nspname || '.' || c.relname from pg_publication p"
                                + " join pg_publication_rel r on r.prpubid = p.oid join pg_class c on c.oid = r.prrelid"
                                + " join pg_namespace n on n.oid = c.relnamespace where p.pubname = ?",
                        capture.name())
                .stream()
                .map(row -> row.get(0))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static LogPosition position(Connection connection, long lsn) throws SQLException {
        return new Position(lsn, system(connection)).toLog();
    }

    static long system(Connection connection) throws SQLException {
        return Long.parseUnsignedLong(
                Server.value(connection, "select system_identifier::text from pg_control_system()"));
    }

    /** Not the end of what is flushed: what was committed asynchronously is behind it for a moment. */
    @Override
    public LogPosition end() {
        return server.with(connection -> {
            String lsn = Server.value(
                    connection,
                    "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_insert_lsn()"
                            + " end::text");
            return position(
                    connection, withoutHeader(LogSequenceNumber.valueOf(lsn).asLong()));
        });
    }

    /** At the start of a page the next record begins behind the page's header, which is not written before it. */
    private static long withoutHeader(long lsn) {
        long offset = lsn & (PAGE - 1);
        return offset == SHORT_HEADER || offset == LONG_HEADER ? lsn - offset : lsn;
    }

    @Override
    public ChangeStream open(LogPosition after) {
        Position position = Position.of(after);
        server.with(connection -> {
            requireSame(connection, position);
            return true;
        });
        return new PostgresStream(server, capture, signal, position);
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
                    "is at " + Position.text(slot.confirmed()) + ", behind " + Position.text(position.lsn())
                            + " which the state knows: somebody else has read from it, or the state is an older copy");
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
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP PUBLICATION IF EXISTS " + capture.name());
            }
            return true;
        });
    }

    private boolean active(Connection connection) throws SQLException {
        return !Server.rows(
                        connection, "select 1 from pg_replication_slots where slot_name = ? and active", capture.name())
                .isEmpty();
    }
}
