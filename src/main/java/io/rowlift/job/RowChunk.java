package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.job.store.RejectLog;
import io.rowlift.mapping.Item;
import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import java.util.List;

/**
 * Rows of one range that are read, written and recorded together.
 *
 * @param claim the range
 * @param before rows of the range that were done before
 * @param rows at least one
 * @param position after the last of them
 */
record RowChunk(Claim claim, long before, List<Row> rows, Checkpoint position) {

    /**
     * What became of a chunk.
     *
     * @param chunk the rows
     * @param items in the order of the rows
     * @param rejects the rows without items
     * @param counts of the chunk; nothing of it is acknowledged yet
     */
    record Rendered(RowChunk chunk, List<Item> items, List<RejectLog.Entry> rejects, Counts counts) {}
}
