package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.target.jdbc.EncodedPortion.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sends rows of which the server refuses some: halves what was refused until the rows to blame are alone. */
final class Refusing {

    private final Loader loader;
    private final Failures failures;
    private final TargetTable table;
    private final boolean outlivesFailures;

    Refusing(Loader loader, Failures failures, TargetTable table, boolean outlivesFailures) {
        this.loader = loader;
        this.failures = failures;
        this.table = table;
        this.outlivesFailures = outlivesFailures;
    }

    /** Hears of a refused row, by its number in the buffer. */
    interface Refused {
        /** The row was not written, for this reason. */
        void row(int bufferRow, String reason);
    }

    private record Part(int from, int to) {}

    void send(Connection connection, Slice slice, Refused refused) throws SQLException {
        RowBuffer buffer = slice.of().buffer();
        Deque<Part> parts = new ArrayDeque<>();
        parts.push(new Part(slice.first(), slice.end()));
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            if (part.from < part.to) {
                try {
                    parts.push(new Part(send(connection, buffer, part), part.to));
                } catch (SQLException e) {
                    if (failures.fault(e) != Fault.ROW) {
                        throw e;
                    }
                    if (part.to - part.from == 1) {
                        refused.row(part.from, failures.refusal(e, table));
                    } else {
                        divide(part, failures.row(e), parts);
                    }
                }
            }
        }
    }

    private int send(Connection connection, RowBuffer buffer, Part part) throws SQLException {
        if (outlivesFailures) {
            return loader.send(connection, buffer, part.from, part.to);
        }
        Savepoint savepoint = connection.setSavepoint();
        try {
            int sent = loader.send(connection, buffer, part.from, part.to);
            connection.releaseSavepoint(savepoint);
            return sent;
        } catch (SQLException e) {
            if (failures.fault(e) == Fault.ROW) {
                connection.rollback(savepoint);
            }
            throw e;
        }
    }

    /** The server may know which row it is; that the row is sent alone first shows whether it is true. */
    private static void divide(Part part, int blamed, Deque<Part> parts) {
        int row = part.from + blamed;
        if (blamed >= 0 && row < part.to) {
            parts.push(new Part(row + 1, part.to));
            parts.push(new Part(row, row + 1));
            parts.push(new Part(part.from, row));
        } else {
            int middle = (part.from + part.to) >>> 1;
            parts.push(new Part(middle, part.to));
            parts.push(new Part(part.from, middle));
        }
    }
}
