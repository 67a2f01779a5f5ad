package io.rowlift.target.jdbc;

import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;

/**
 * What everything that works on one target shares.
 *
 * @param vendor what the product brings along
 * @param connections to the target
 * @param ledger in the target
 * @param slices how much goes into one transaction
 * @param tally what has been done
 * @param signal whether the run may go on
 */
record Workshop(Vendor vendor, Connections connections, Ledger ledger, Slices slices, Tally tally, RunSignal signal) {

    Dialect dialect() {
        return vendor.dialect();
    }

    Failures failures() {
        return vendor.failures();
    }

    /**
     * Looks whether to go on, between two steps.
     *
     * @param when for the message, as in {@code while emptying ...}
     * @throws StoppedException when a stop was asked for
     * @throws io.rowlift.problem.RowliftException the reason of an abort
     */
    void requireGoing(String when) {
        signal.checkWrite();
        if (signal.stopRequested()) {
            throw new StoppedException("stopped " + when);
        }
    }
}
