package io.rowlift.verify.rows;

import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import io.rowlift.verify.Slice;
import io.rowlift.verify.VerifyListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Compares some rows of the source with those that the target has of their keys.
 *
 * @param table whose rows they are; it has a key
 * @param chunk rows per read
 * @param listener hears how far it is
 */
record Sampling(ComparedTable table, int chunk, VerifyListener listener) {

    /** Returns how many rows were read; what was found is in the file. */
    long sample(Slice slice, JoinFile file, BooleanSupplier stop) throws IOException {
        long rows = 0;
        try (JoinFile.Writer out = file.write();
                RowCursor cursor = table.source().open(slice.range(), null)) {
            int left = slice.rows();
            List<Row> read = cursor.next(Math.min(chunk, left));
            Row last = null;
            while (!read.isEmpty() && (left > 0 || slice.last())) {
                Tracing.requireGoOn(stop);
                if (left > 0) {
                    compare(read, out);
                    rows += read.size();
                    left -= read.size();
                } else {
                    last = read.get(read.size() - 1);
                }
                read = cursor.next(left > 0 ? Math.min(chunk, left) : chunk);
            }
            if (slice.last() && last != null) {
                compare(List.of(last), out);
                rows++;
            }
            out.commit();
        }
        return rows;
    }

    private void compare(List<Row> rows, JoinFile.Writer out) throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        for (Row row : rows) {
            suspects.add(new Suspect(table.trace(Side.SOURCE, row), null));
        }
        for (SecondLook.Looked looked : new SecondLook(table).at(suspects)) {
            looked.into(out);
        }
        listener.compared(table.name(), rows.size(), rows.size());
    }
}
