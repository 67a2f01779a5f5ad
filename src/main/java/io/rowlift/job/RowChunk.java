package io.rowlift.job;

import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of one range that are read, written and recorded together.
 *
 * @param claim the range
 * @param before rows of the range that were done before
 * @param rows in the order of the source
 * @param position the position after one of them
 * @param last whether the range is known to end with them
 */
record RowChunk(Claim claim, long before, List<Row> rows, Function<Row, Checkpoint> position, boolean last) {

    /** Returns the position after the last row. */
    Checkpoint end() {
        return position.apply(rows.get(rows.size() - 1));
    }
}
