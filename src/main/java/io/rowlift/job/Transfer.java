package io.rowlift.job;

import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.schema.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings the rows of a unit to the target and records it. Belongs to the thread of one worker. Making one opens nothing:
 * what can fail does so where the run hears of it.
 */
interface Transfer extends AutoCloseable {

    /**
     * Takes a range up.
     *
     * @return the range as it really stands; nothing when nothing of it is left to do, which is recorded then
     */
    Optional<Claim> take(Claim claim);

    /**
     * Returns whether rows are enough to be delivered together.
     *
     * @param rows those that are read; at least one
     * @param reading how long that has taken
     */
    boolean suffices(List<Row> rows, Duration reading);

    /**
     * Writes rows, then records them in the transaction at hand; with the last ones of a range that it is done.
     *
     * @throws io.rowlift.problem.FailedException when the target refuses for good
     * @throws io.rowlift.problem.StoppedException when the run was stopped before the target took them
     */
    void deliver(RowChunk chunk);

    /** Records, in the transaction at hand, that a range was read to its end, whose last rows are delivered. */
    void finish(Claim claim);

    @Override
    void close();
}
