package io.rowlift.job;

import io.rowlift.job.store.Ledger.CheckedKeys;
import org.jspecify.annotations.Nullable;

/** What a kind of load checks of its own, before the first write and after the last one. */
interface Checks {

    /**
     * Checks before the first write.
     *
     * @return what the next run may rely on, or null when there is no such thing
     * @throws io.rowlift.problem.RefusedException when the run must not write
     * @throws io.rowlift.problem.FailedException when what earlier runs have written cannot stay as it is
     */
    @Nullable
    CheckedKeys before(Beginning beginning);

    /**
     * Checks when the load is at its end.
     *
     * @param loaded whether this run has read rows
     * @throws io.rowlift.problem.FailedException when what was written cannot stay as it is
     */
    void after(boolean loaded);
}
