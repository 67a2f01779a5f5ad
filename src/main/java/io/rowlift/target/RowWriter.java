package io.rowlift.target;

import io.rowlift.copy.RangeBytes;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one table, range by range, each portion together with its entry in the ledger. */
public interface RowWriter extends AutoCloseable {
    /**
     * Returns what the ledger knows about a range; nothing when no portion of it has been committed. Where the table is
     * one unit and the range is not done, the table has to be emptied before it is written to again.
     */
    Optional<Standing> standing(int range);

    /**
     * Writes a portion of a range and its entry in the ledger in one transaction, or in several where the target does
     * not take so much at once: each with the entry for what is in it. Lost connections, failovers and refusals because
     * of load are overcome: whether the transaction was committed is then read from the ledger.
     *
     * @param portion what is written
     * @param beforeCommit is told the rejects, if there are any, before their transaction commits, and makes them
     *     durable; may be told the same again
     * @return what the ledger knows about the range afterwards
     * @throws io.rowlift.problem.FailedException when the target refuses for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while something had to be repeated
     */
    Standing write(Portion portion, Consumer<List<Rejected>> beforeCommit);

    /**
     * Returns the format in which the table takes whole ranges undecoded, by the types that its columns really have;
     * nothing when it takes none.
     */
    Optional<RangeBytes.Format> format();

    /**
     * Writes a whole range undecoded, in one transaction with its entry in the ledger, which must not have one yet. Lost
     * connections are overcome as by {@link #write}; the range is then read again.
     *
     * @param bytes in this writer's {@link #format}
     * @return what the ledger knows about the range afterwards; nothing when the target refuses one of the rows: then
     *     none was written, and they have to be written as rows
     * @throws io.rowlift.problem.FailedException when the target refuses for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while something had to be repeated
     */
    Optional<Standing> pass(Range range, RangeBytes bytes);

    @Override
    void close();

    /**
     * A portion of a range.
     *
     * @param range the range's number
     * @param rows in the order of the source; may be empty when the range is done
     * @param position the position after one of the rows
     * @param last whether the range is done with it
     */
    record Portion(int range, List<Row> rows, Function<Row, Checkpoint> position, boolean last) {}

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
     * @param position after the last row that is done; null before the first, and where the table is one unit
     * @param rows rows read and done
     * @param written rows of these that are in the target
     * @param done whether the whole range is done
     */
    record Standing(@Nullable Checkpoint position, long rows, long written, boolean done) {
        /** Before the first row. */
        public static final Standing NONE = new Standing(null, 0, 0, false);

        /** Returns how many rows were rejected. */
        public long rejected() {
            return rows - written;
        }
    }
}
