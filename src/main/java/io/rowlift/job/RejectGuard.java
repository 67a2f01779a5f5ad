package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RejectLog;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.problem.FailedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ends a run that has rejected too many rows. The chunk that went over the limit is recorded with its rejects, so that
 * the user can look at all of them; no further chunk is begun, now or in a later run, until the limit is raised or the
 * rows are mended. What a share is taken of is known when everything has been read, and not judged before.
 */
final class RejectGuard {

    private static final int SHOWN = 3;

    private final Job job;
    private final JobStore store;
    private final Supplier<List<EntityStatus>> progress;

    RejectGuard(Job job, JobStore store, Supplier<List<EntityStatus>> progress) {
        this.job = job;
        this.store = store;
        this.progress = progress;
    }

    RejectGuard(RunContext run) {
        this(run.job(), run.store(), run.tally()::all);
    }

    /**
     * To be called between chunks.
     *
     * @throws FailedException when more rows are rejected than the job allows
     */
    void check() {
        List<EntityStatus> entities = progress.get();
        RejectLimit limit = job.rejects();
        if (limit.share() && !entities.stream().allMatch(entity -> entity.state() == State.DONE)) {
            return;
        }
        Counts total = entities.stream().map(EntityStatus::counts).reduce(Counts.ZERO, Counts::plus);
        if (limit.exceededBy(total.rejected(), total.rows())) {
            throw new FailedException(
                    total.rejected() + (total.rejected() == 1 ? " row is" : " rows are")
                            + " rejected and \"rejects.limit\" allows " + allowed(limit, total.rows())
                            + first(entities),
                    "see them all with \"rowlift rejects\"; mend the rows and try them with \"rowlift rejects"
                            + " --replay\", or raise the limit; then run the same command again",
                    null);
        }
    }

    private String first(List<EntityStatus> entities) {
        StringBuilder text = new StringBuilder();
        int left = SHOWN;
        for (EntityStatus entity : entities) {
            for (RejectLog.Entry entry : store.rejectLog().after(entity.entity(), -1, -1, left)) {
                text.append("\n  ")
                        .append(entry.reject().entity())
                        .append(entry.reject().row())
                        .append(": ")
                        .append(entry.reject().reason());
                left--;
            }
        }
        return text.toString();
    }

    private static String allowed(RejectLimit limit, long rows) {
        return limit.share()
                ? limit.amount()
                                .multiply(BigDecimal.valueOf(100))
                                .stripTrailingZeros()
                                .toPlainString() + "% of " + rows
                : limit.amount().toPlainString();
    }
}
