package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.source.Source;
import io.rowlift.target.Target;

/**
 * What a migration is made of.
 *
 * @param job the job
 * @param load what is loaded, and where to
 * @param source where rows come from
 * @param store the state
 * @param signal whether the run may go on
 * @param pace the times of a run
 */
record Setting(Job job, Load load, Source source, JobStore store, RunSignal signal, Pace pace) {

    static final String STOPPED = "stopped, and everything up to here is recorded; run the same command again to go on";

    Target target() {
        return load.target();
    }
}
