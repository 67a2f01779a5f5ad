package io.rowlift.target;

import io.rowlift.plan.Checkpoint;
import io.rowlift.schema.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table, range by range, each portion in one transaction with its entry in the ledger. */
public interface RowWriter extends AutoCloseable {
    /** Returns what the ledger knows about a range; nothing when no portion of it has been committed. */
    Optional<Standing> standing(int range);

    /**
     * Writes a portion of a range and its entry in the ledger in one transaction. Lost connections, failovers and
     * refusals because of load are overcome: whether the transaction was committed is then read from the ledger.
     *
     * @param portion what is written
     * @param beforeCommit is told the rejects before the transaction commits, and makes them durable; may be told the
     *     same again
     * @return what became of the rows
     * @throws io.rowlift.problem.FailedException when the target refuses for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while something had to be repeated
     */
    Standing write(Portion portion, Consumer<List<Rejected>> beforeCommit);

    @Override
    void close();

    /**
     * A portion of a range.
     *
     * @param range the range's number
     * @param rows in the order of the source
     * @param after the position after the last of them; null when nothing follows and no row is left
     * @param last whether the range is done with it
     */
    record Portion(int range, List<Row> rows, @Nullable Checkpoint after, boolean last) {}

    /**
     * A row that the target cannot hold.
     *
     * @param number counts the rows of the range, from 0
     * @param row the row
     * @param reason why, naming column or constraint, without values
     */
    record Rejected(long number, Row row, String reason) {}

    /**
     * What the ledger knows about a range.
     *
     * @param position after the last row that is done; null before the first
     * @param rows rows read and done
     * @param written rows of these that are in the target
     * @param done whether the whole range is done
     */
    record Standing(@Nullable Checkpoint position, long rows, long written, boolean done) {
        /** Returns how many rows were rejected. */
        public long rejected() {
            return rows - written;
        }
    }
}
