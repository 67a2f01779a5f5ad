package io.rowlift.target.jdbc;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.Connections.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a whole range to the target undecoded, exactly once: its entry in the ledger is made first and says how many
 * rows it was before the transaction commits.
 */
final class Passage {

    private static final Standing BEGUN = new Standing(null, 0, 0, true);

    private final Workshop shop;
    private final TargetTable table;

    Passage(Workshop shop, TargetTable table) {
        this.shop = shop;
        this.table = table;
    }

    Optional<RangeBytes.Format> format() {
        return shop.connections()
                .run(
                        "looking at table \"" + table.name() + "\"",
                        connection -> shop.vendor().bytes().format(connection, table));
    }

    Optional<Standing> pass(Range range, RangeBytes bytes) {
        String task = "writing to table \"" + table.name() + "\"";
        Retry retry = shop.connections().retry(task);
        boolean committed = false;
        while (true) {
            if (committed) {
                Optional<Standing> found =
                        shop.connections().run("reading the ledger", connection -> standing(connection, range));
                if (found.isPresent()) {
                    return found;
                }
            }
            try (Lease lease = shop.connections().lease()) {
                Transfer transfer = new Transfer(lease.connection(), range, committed);
                long rows = bytes.copy(range, transfer);
                Standing after = transfer.end(rows);
                shop.signal().checkWrite();
                committed = true;
                lease.connection().commit();
                lease.keep();
                shop.tally().committed(rows, transfer.sent);
                return Optional.of(after);
            } catch (Broken e) {
                if (shop.failures().fault(e.failure) == Fault.ROW) {
                    return Optional.empty();
                }
                shop.tally().repeated();
                retry.after(e.failure);
            } catch (SQLException e) {
                if (shop.failures().fault(e) == Fault.ROW && !committed) {
                    return Optional.empty();
                }
                shop.tally().repeated();
                retry.after(e);
            }
        }
    }

    private Optional<Standing> standing(Connection connection, Range range) throws SQLException {
        return shop.ledger().standing(connection, table.name(), range.number());
    }

    /** The target's failure on its way through the source. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient SQLException failure;

        Broken(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** One attempt. */
    private final class Transfer implements RangeBytes.Sink {
        private final Connection connection;
        private final Range range;
        /** Whether an earlier attempt may have been committed, or may still be. */
        private final boolean uncertain;

        private @Nullable ByteStream stream;
        private long sent;

        Transfer(Connection connection, Range range, boolean uncertain) {
            this.connection = connection;
            this.uncertain = uncertain;
            this.range = range;
        }

        @Override
        public void begin() {
            try {
                if (stream != null) {
                    throw new SQLException("the source begins again: so does the target, on a new connection", "08000");
                }
                shop.signal().checkWrite();
                if (!shop.ledger().advance(connection, table.name(), range.number(), Standing.NONE, BEGUN)) {
                    if (uncertain) {
                        throw new SQLException("an attempt that was taken for lost was not", "08000");
                    }
                    throw new FailedException(
                            "the ledger has an entry for range " + range.number() + " of table \"" + table.name()
                                    + "\" already",
                            "see that one run at a time writes to this target, then run the same command again",
                            null);
                }
                stream = shop.vendor().bytes().open(connection, table);
            } catch (SQLException e) {
                throw new Broken(e);
            }
        }

        @Override
        public void take(byte[] bytes) {
            try {
                sent += bytes.length;
                stream().send(bytes);
            } catch (SQLException e) {
                throw new Broken(e);
            }
        }

        Standing end(long rows) throws SQLException {
            long taken = stream().end();
            if (taken != rows) {
                throw new FailedException(
                        "the source has handed over " + rows + " rows of range " + range.number() + " of table \""
                                + table.name() + "\", and the target has taken " + taken,
                        "run the same command again, and please report this: it is a bug in Rowlift",
                        null);
            }
            Standing after = new Standing(null, rows, rows, true);
            shop.ledger().correct(connection, table.name(), range.number(), after);
            return after;
        }

        private ByteStream stream() {
            if (stream == null) {
                throw new IllegalStateException("a range was handed over without a beginning");
            }
            return stream;
        }
    }
}
