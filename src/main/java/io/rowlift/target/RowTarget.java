package io.rowlift.target;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Structure.Sequence;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A database that rows are written to, each exactly once: its ledger, which commits in the same transaction as the
 * rows, decides what is done. Safe for use by several threads.
 */
public interface RowTarget extends Target {
    /** Returns the tables' content. */
    Content content();

    /**
     * Makes what comes after the rows, phase by phase: indexes, foreign keys, sequences, statistics; at last counts rows
     * and compares with the ledger. What an earlier run has made is not made again.
     *
     * @param sequences the source's, as they are now
     * @param progress hears each phase and object when it begins; called by several threads, one at a time
     * @throws io.rowlift.problem.FailedException when an object cannot be made, with the rows that stand in the way
     * @throws io.rowlift.problem.RefusedException with {@code ddl: manual}, while something is still to be deployed
     */
    void complete(List<Sequence> sequences, BiConsumer<Phase, String> progress);

    /** Returns what brings single rows in line, when all of the copy is there. */
    RowMirror mirror();

    /** The rows of a target's tables. */
    interface Content {
        /**
         * Opens a writer for one table; writers belong to one thread each.
         *
         * @throws io.rowlift.problem.FailedException when the ledger is gone although it was there
         */
        RowWriter writer(TargetTable table);

        /**
         * Empties a table and forgets its entries in the ledger, in small transactions; can be interrupted and repeated.
         */
        void empty(TargetTable table);
    }
}
