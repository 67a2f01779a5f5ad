package io.rowlift.target;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings rows of a complete copy in line with what was read of their source. Belongs to one thread. */
public interface RowMirror {

    /**
     * Writes rows, whatever is under their keys, and removes what is under other keys, in one transaction. What the
     * target's constraints do not allow yet is left as it is and told; the rest is done. Lost connections are overcome: all
     * of it is then done again, which changes nothing.
     *
     * @param changes by table, each table once
     * @throws io.rowlift.problem.FailedException when the target refuses for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while something had to be repeated
     */
    Mirrored apply(List<Changes> changes);

    /** Removes all rows of a table; returns why the target's constraints do not allow it yet, or null when it is done. */
    @Nullable
    String empty(TargetTable table);

    /**
     * What is to be done in a table.
     *
     * @param table has a key
     * @param puts rows as they are read for the table
     * @param removals keys of rows that the source does not have, in the columns of the aggregate's key
     */
    record Changes(TargetTable table, List<Row> puts, List<RowKey> removals) {}

    /**
     * What was done.
     *
     * @param written rows that were written
     * @param removed rows that were removed
     * @param left what was not done
     */
    record Mirrored(long written, long removed, List<Left> left) {}

    /**
     * A row or a key that was left as it is.
     *
     * @param table whose it is
     * @param put the row that was to be written, null for a removal
     * @param removal the key that was to be removed, null for a row
     * @param reason why, naming column or constraint, without values
     * @param passing whether it can pass later, when other rows have changed; otherwise the target cannot hold the row
     */
    record Left(
            TargetTable table, @Nullable Row put, @Nullable RowKey removal, String reason, boolean passing) {}
}
