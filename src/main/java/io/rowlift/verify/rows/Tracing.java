package io.rowlift.verify.rows;

import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import io.rowlift.verify.Slice;
import io.rowlift.verify.VerifyListener;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads one range of one side and writes down the traces of its rows.
 *
 * @param table whose rows they are
 * @param side where they are read
 * @param chunk rows per read
 * @param listener hears how far it is
 */
record Tracing(ComparedTable table, Side side, int chunk, VerifyListener listener) {

    static final String STOPPED = "the comparison was stopped";

    void trace(Slice slice, TraceFile file, BooleanSupplier stop) throws IOException {
        try (TraceFile.Writer out = file.write();
                RowCursor cursor = table.reader(side).open(slice.range(), null)) {
            for (List<Row> rows = cursor.next(chunk); !rows.isEmpty(); rows = cursor.next(chunk)) {
                requireGoOn(stop);
                for (Row row : rows) {
                    out.add(table.trace(side, row));
                }
                heard(rows.size());
            }
            out.commit();
        }
    }

    private void heard(int rows) {
        switch (side) {
            case SOURCE -> listener.compared(table.name(), rows, rows);
            case TARGET -> listener.scanned(rows);
        }
    }

    static void requireGoOn(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(STOPPED);
        }
    }
}
