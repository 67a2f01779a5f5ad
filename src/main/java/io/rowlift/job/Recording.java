package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RangeLedger.Claim;
import io.rowlift.plan.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Records what is delivered, in the transaction at hand, and tells it to everybody when that has committed. */
final class Recording {

    private final RunContext run;

    Recording(RunContext run) {
        this.run = run;
    }

    /** Records rows of a range. */
    void record(Claim claim, @Nullable Checkpoint position, Counts counts) {
        run.ranges().record(claim, position, counts);
        AfterCommit.run(() -> run.failure().guard(() -> recorded(claim, counts)));
    }

    /** Says that rows are recorded. */
    void recorded(Claim claim, Counts counts) {
        EntityStatus status = run.tally().add(claim.entity(), counts);
        run.listener().reached(RunListener.Milestone.RECORDED);
        run.listener().progressed(status, run.target().traffic());
    }

    /** Records that a range was read to its end. */
    void finish(Claim claim) {
        run.ranges().finish(claim);
        AfterCommit.run(() -> run.failure().guard(() -> finished(claim)));
    }

    /** Says that a range is recorded as read to its end. */
    void finished(Claim claim) {
        EntityStatus status = run.tally().rangeDone(claim.entity());
        run.listener().progressed(status, run.target().traffic());
    }
}
