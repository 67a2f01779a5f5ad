package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.target.RowWriter.Rejected;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.Connections.Lease;
import io.rowlift.target.jdbc.EncodedPortion.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows and their entry in the ledger to the target, exactly once. The entry is changed first: that locks it, so
 * that a transaction that was taken for lost, and still ends, is waited for and noticed before a row is sent again.
 */
final class Delivery {

    private final Connections connections;
    private final Ledger ledger;
    private final TargetTable table;
    private final Loader loader;
    private final Refusing refusing;
    private final Failures failures;
    private final Slices slices;
    private final Tally tally;
    private final RunSignal signal;

    Delivery(Workshop shop, TargetTable table, Loader loader) {
        this.connections = shop.connections();
        this.ledger = shop.ledger();
        this.table = table;
        this.loader = loader;
        this.refusing =
                new Refusing(loader, shop.failures(), table, shop.dialect().outlivesFailures());
        this.failures = shop.failures();
        this.slices = shop.slices();
        this.tally = shop.tally();
        this.signal = shop.signal();
    }

    Optional<Standing> standing(int range) {
        return connections.run("reading the ledger", connection -> ledger.standing(connection, table.name(), range));
    }

    /**
     * Writes a slice.
     *
     * @return what the ledger says afterwards; null when the slice is too large and nothing of it was written
     */
    @Nullable
    Standing deliver(Slice slice, Standing before, Consumer<List<Rejected>> beforeCommit) {
        Attempt attempt = new Attempt(slice, before, beforeCommit);
        Retry retry = connections.retry(task());
        while (true) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                tally.repeated();
                switch (failures.fault(e)) {
                    case ROW -> attempt.takeCare(e);
                    case TOO_LARGE -> {
                        slices.halve((long) slice.to() - slice.from(), slice.bytes());
                        if (slice.to() - slice.from() <= 1) {
                            throw failures.doing(task(), e);
                        }
                        return attempt.committed ? attempt.found() : null;
                    }
                    case CROWDED -> {
                        connections.fewer();
                        retry.after(e);
                    }
                    case LOST, BUSY, FINAL -> retry.after(e);
                }
            }
        }
    }

    private String task() {
        return "writing to table \"" + table.name() + "\"";
    }

    /** One slice, tried until it is through. */
    private final class Attempt {
        private final Slice slice;
        private final Standing before;
        private final Standing expected;
        private final Consumer<List<Rejected>> beforeCommit;
        private boolean careful;
        /** Whether a commit was sent whose answer has not arrived: the ledger knows. */
        private boolean committed;

        Attempt(Slice slice, Standing before, Consumer<List<Rejected>> beforeCommit) {
            this.slice = slice;
            this.before = before;
            this.expected = slice.after(before, table.copy().whole());
            this.beforeCommit = beforeCommit;
        }

        /** A row was refused: the next attempt finds out which. */
        void takeCare(SQLException refusal) {
            if (careful) {
                throw failures.doing(task(), refusal);
            }
            careful = true;
        }

        Standing make() throws SQLException {
            Standing found = committed ? found() : null;
            if (found != null) {
                return found;
            }
            try (Lease lease = connections.lease()) {
                return make(lease);
            }
        }

        private Standing make(Lease lease) throws SQLException {
            Connection connection = lease.connection();
            long began = System.nanoTime();
            try {
                signal.checkWrite();
                if (!ledger.advance(connection, table.name(), slice.of().range(), before, expected)) {
                    connection.rollback();
                    lease.keep();
                    return moved();
                }
                Standing after = write(connection);
                signal.checkWrite();
                committed = true;
                connection.commit();
                lease.keep();
                tally.committed(after.written() - before.written(), slice.bytes());
                slices.took(Duration.ofNanos(System.nanoTime() - began), after.rows() - before.rows(), slice.bytes());
                return after;
            } catch (SQLException e) {
                if (failures.fault(e) == Fault.ROW && !committed) {
                    connection.rollback();
                    lease.keep();
                }
                throw e;
            }
        }

        private Standing write(Connection connection) throws SQLException {
            List<Rejected> rejects = slice.obstacles(before);
            Standing after = expected;
            if (careful) {
                List<Rejected> refused = new ArrayList<>();
                refusing.send(connection, slice, (row, reason) -> refused.add(slice.refused(before, row, reason)));
                after = new Standing(
                        expected.position(), expected.rows(), expected.written() - refused.size(), expected.done());
                ledger.correct(connection, table.name(), slice.of().range(), after);
                rejects.addAll(refused);
                rejects.sort(Comparator.comparingLong(Rejected::number));
            } else {
                int sent = slice.first();
                while (sent < slice.end()) {
                    sent = loader.send(connection, slice.of().buffer(), sent, slice.end());
                }
            }
            if (!rejects.isEmpty()) {
                beforeCommit.accept(rejects);
            }
            return after;
        }

        /** Somebody has changed the entry: an earlier attempt that was taken for lost, or another run. */
        private Standing moved() {
            Standing found = committed ? found() : null;
            if (found != null) {
                return found;
            }
            throw new FailedException(
                    "the ledger's entry for range " + slice.of().range() + " of table \"" + table.name()
                            + "\" was changed by somebody else",
                    "see that one run at a time writes to this target, then run the same command again",
                    null);
        }

        /** Returns what the ledger says when it has come as far as this attempt would bring it. */
        private @Nullable Standing found() {
            return standing(slice.of().range())
                    .filter(now -> now.rows() == expected.rows() && now.done() == expected.done())
                    .orElse(null);
        }
    }
}
