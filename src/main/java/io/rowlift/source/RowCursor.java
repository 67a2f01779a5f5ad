package io.rowlift.source;

import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import java.util.List;

/**
 * Reads a range in chunks. Holds no connection and no transaction between two chunks where the key is indexed, so that
 * a slow target neither blocks the source nor is cut off by it.
 */
public interface RowCursor extends AutoCloseable {

    /**
     * Reads the next aggregates, all in one read-only, repeatable-read transaction. Connection failures are retried
     * until the source is back or the run is stopped; rows that are read without a key are all of one transaction, which
     * is not tried again once rows of it were returned.
     *
     * @param max most rows to return
     * @return empty at the end of the range
     * @throws io.rowlift.problem.FailedException when the source refuses or stays away, or is lost among rows without a
     *     key
     */
    List<Row> next(int max);

    /**
     * Returns the position after a row that the last call of {@link #next} returned: how many rows were read with it,
     * where they are read without a key.
     */
    Checkpoint positionAfter(Row row);

    @Override
    void close();
}
