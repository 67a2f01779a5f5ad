package io.rowlift.target.jdbc;

import io.rowlift.plan.RunSignal;

/**
 * What everything that works on one target shares.
 *
 * @param dialect how the product says things
 * @param failures what its errors mean
 * @param connections to the target
 * @param ledger in the target
 * @param slices how much goes into one transaction
 * @param tally what has been done
 * @param signal whether the run may go on
 */
record Workshop(
        Dialect dialect,
        Failures failures,
        Connections connections,
        Ledger ledger,
        Slices slices,
        Tally tally,
        RunSignal signal) {}
