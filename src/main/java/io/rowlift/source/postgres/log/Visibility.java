package io.rowlift.source.postgres.log;

import io.rowlift.plan.RunSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a transaction that the log has handed over is seen by new snapshots: the server sends a commit as soon as it
 * is written, and shows it to others when a synchronous standby has it, too.
 */
final class Visibility implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(5);

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final long EPOCH = 1L << 32;

    private final Server server;
    private final RunSignal signal;
    private @Nullable Connection connection;
    private @Nullable Snapshot last;

    Visibility(Server server, RunSignal signal) {
        this.server = server;
        this.signal = signal;
    }

    /**
     * What a snapshot sees: PostgreSQL 18 documentation, "pg_snapshot Components".
     *
     * @param min below it everything is over
     * @param max from it on nothing has begun
     * @param running what is not over in between
     */
    private record Snapshot(long min, long max, Set<Long> running) {

        static Snapshot read(String text) {
            String[] parts = text.split(":", -1);
            Set<Long> running = new HashSet<>();
            for (String id : parts[2].split(",", -1)) {
                if (!id.isEmpty()) {
                    running.add(Long.parseLong(id));
                }
            }
            return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
        }

        /** Transactions are numbered with 64 bits, of which the log has the lower 32. */
        boolean sees(int xid) {
            long full = (max & -EPOCH) | Integer.toUnsignedLong(xid);
            full = full > max + EPOCH / 2 ? full - EPOCH : full;
            return full < min || (full < max && !running.contains(full));
        }
    }

    void await(int xid) {
        Snapshot known = last;
        Duration wait = LOOK;
        while (known == null || !known.sees(xid)) {
            if (known != null) {
                signal.pause(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
            }
            known = look();
            last = known;
            if (known.sees(xid)) {
                return;
            }
        }
    }

    private Snapshot look() {
        for (int attempt = 0; ; attempt++) {
            try {
                Connection open = connection;
                if (open == null) {
                    open = server.connect();
                    connection = open;
                }
                List<List<String>> rows = Server.rows(open, "select pg_current_snapshot()::text");
                return Snapshot.read(rows.get(0).get(0));
            } catch (SQLException e) {
                close();
                if (attempt > 600) {
                    throw server.failing().apply(e);
                }
                signal.pause(LONGEST);
            }
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it is gone one way or the other
            }
        }
    }
}
