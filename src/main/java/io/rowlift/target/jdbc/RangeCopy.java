package io.rowlift.target.jdbc;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.copy.RangeBytes.Sink;
import io.rowlift.plan.Range;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.TableName;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.ByteLoader.Sending;
import io.rowlift.target.jdbc.Connections.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies whole ranges undecoded, each in one transaction with its entry in the ledger. The entry comes first: that locks
 * it, so that a transaction that was taken for lost, and still ends, is waited for and noticed.
 */
final class RangeCopy {

    private final Workshop shop;
    private final TableName table;
    private final ByteLoader loader;
    private boolean asked;
    private @Nullable Format format;

    RangeCopy(Workshop shop, TableName table, ByteLoader loader) {
        this.shop = shop;
        this.table = table;
        this.loader = loader;
    }

    /**
     * Copies a range.
     *
     * @return what the ledger says afterwards; nothing, and nothing written, when the target does not take these bytes or
     *     refuses a row, or when a part of the range was written before
     */
    Optional<Standing> copy(Range range, RangeBytes bytes) {
        if (!takes(bytes.format())) {
            return Optional.empty();
        }
        String task = "copying to table \"" + table + "\"";
        Retry retry = shop.connections().retry(task);
        while (true) {
            try {
                Optional<Standing> found = standing(range);
                return found.isPresent() ? found.filter(Standing::done) : Optional.of(once(range, bytes));
            } catch (SQLException e) {
                shop.tally().repeated();
                Fault fault = shop.failures().fault(e);
                if (fault == Fault.ROW || fault == Fault.TOO_LARGE) {
                    return Optional.empty();
                }
                if (fault == Fault.CROWDED) {
                    shop.connections().fewer();
                }
                retry.after(e);
            }
        }
    }

    private boolean takes(Format offered) {
        if (!asked) {
            format = shop.connections()
                    .run("looking at the columns of table \"" + table + "\"", loader::format)
                    .orElse(null);
            asked = true;
        }
        return offered.equals(format);
    }

    private Optional<Standing> standing(Range range) {
        return shop.connections().run("reading the ledger", c -> shop.ledger().standing(c, table, range.number()));
    }

    private Standing once(Range range, RangeBytes bytes) throws SQLException {
        RunSignal signal = shop.signal();
        try (Lease lease = shop.connections().lease()) {
            signal.checkWrite();
            Attempt attempt = new Attempt(lease.connection(), range);
            long read = bytes.copy(range, attempt);
            long taken = attempt.end();
            if (read != taken) {
                throw new FailedException(
                        "the source has handed over " + read + " rows of a range of table \"" + table
                                + "\", and the target has taken " + taken,
                        "run the same command again, and please report this: it is a bug in Rowlift",
                        null);
            }
            Standing after = new Standing(null, taken, taken, true);
            if (!shop.ledger().change(lease.connection(), table, range.number(), Standing.NONE, after)) {
                throw new IllegalStateException("the ledger's entry has changed while it was locked");
            }
            signal.checkWrite();
            lease.connection().commit();
            lease.keep();
            shop.tally().committed(taken, attempt.bytes);
            return after;
        } catch (Broken e) {
            throw e.failure();
        }
    }

    /** Carries a failure of the target through the source. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient SQLException failure;

        Broken(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }

    /** One transaction; begins again when the source does. */
    private final class Attempt implements Sink {

        private final Connection connection;
        private final Range range;
        private @Nullable Sending sending;
        private long bytes;

        Attempt(Connection connection, Range range) {
            this.connection = connection;
            this.range = range;
        }

        @Override
        public void begin() {
            try {
                if (sending != null) {
                    throw new SQLException("the source has begun again", "08006");
                }
                if (!shop.ledger().begin(connection, table, range.number(), Standing.NONE)) {
                    throw new SQLException("the range has an entry", "40001");
                }
                sending = loader.begin(connection);
            } catch (SQLException e) {
                throw new Broken(e);
            }
        }

        @Override
        public void take(byte[] some) {
            try {
                sending().send(some);
                bytes += some.length;
            } catch (SQLException e) {
                throw new Broken(e);
            }
        }

        long end() throws SQLException {
            return sending().end();
        }

        private Sending sending() {
            if (sending == null) {
                throw new IllegalStateException("bytes before the beginning");
            }
            return sending;
        }
    }
}
