package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RangeLedger;
import io.rowlift.job.store.RejectLog;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import io.rowlift.target.Target;

/**
 * What the workers of one run share.
 *
 * @param job the job
 * @param source where rows come from
 * @param target where they go to
 * @param store the state
 * @param ranges the state of the ranges, on behalf of this run
 * @param rejects the rejected rows
 * @param tally the committed counters
 * @param failure the first thing that went wrong
 * @param signal whether the run may go on
 * @param listener hears what happens
 * @param pace the times of the run
 */
record RunContext(
        Job job,
        Source source,
        Target target,
        JobStore store,
        RangeLedger ranges,
        RejectLog rejects,
        Tally tally,
        Failure failure,
        RunSignal signal,
        RunListener listener,
        Pace pace) {

    /** Returns whether a worker must not begin another chunk. */
    boolean ending() {
        return failure.happened() || signal.stopRequested();
    }
}
