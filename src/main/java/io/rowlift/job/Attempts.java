package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import org.jspecify.annotations.Nullable;

/** Tries rejected rows again, one after the other. */
interface Attempts extends AutoCloseable {

    /** Returns whether a row was written already, by a replay that was killed before it recorded that. */
    boolean isWritten(Unit unit, Entry entry);

    /**
     * Tries a row.
     *
     * @param row as the source has it now
     */
    Attempt again(Unit unit, Entry entry, Row row);

    @Override
    void close();

    /**
     * What became of a row.
     *
     * @param row its key
     * @param rejection why it is rejected again, or null when it was written
     * @param written items or rows that the target confirmed
     */
    record Attempt(RowKey row, @Nullable String rejection, long written) {

        /** Returns what it changes about the counts of its range, in which it was a reject. */
        Counts correction() {
            return new Counts(0, 1, -1, written, written);
        }
    }
}
