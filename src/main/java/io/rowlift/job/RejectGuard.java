package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.Ledger;
import io.rowlift.job.store.RejectLog;
import io.rowlift.plan.RejectLimit;
import io.rowlift.problem.FailedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a run that has rejected too many rows. The chunk that went over the limit is recorded with its rejects, so that
 * the user can look at all of them; no further chunk is begun, now or in a later run, until the limit is raised or the
 * rows are mended.
 */
final class RejectGuard {

    private static final int SHOWN = 3;

    private final RunContext run;

    RejectGuard(RunContext run) {
        this.run = run;
    }

    /**
     * To be called between chunks.
     *
     * @throws FailedException when more rows are rejected than the job allows
     */
    void check() {
        Counts total = run.tally().all().stream().map(EntityStatus::counts).reduce(Counts.ZERO, Counts::plus);
        if (run.job().rejects().exceededBy(total.rejected(), total.rows())) {
            throw new FailedException(
                    total.rejected() + (total.rejected() == 1 ? " row is" : " rows are")
                            + " rejected and \"rejects.limit\" allows "
                            + limit(run.job().rejects()) + first(),
                    "see them all with \"rowlift rejects\", mend the rows or raise the limit, then run the same command"
                            + " again",
                    null);
        }
    }

    private String first() {
        List<RejectLog.Entry> first = new ArrayList<>();
        for (Ledger.BegunEntity entity : run.store().ledger().entities()) {
            first.addAll(run.rejects().after(entity.name(), -1, -1, SHOWN));
        }
        StringBuilder text = new StringBuilder();
        for (RejectLog.Entry entry : first.subList(0, Math.min(SHOWN, first.size()))) {
            text.append("\n  ")
                    .append(entry.reject().entity())
                    .append(entry.reject().row())
                    .append(": ")
                    .append(entry.reject().reason());
        }
        return text.append(first.isEmpty() ? "" : "\n").toString();
    }

    private static String limit(RejectLimit limit) {
        return limit.share()
                ? limit.amount()
                                .multiply(BigDecimal.valueOf(100))
                                .stripTrailingZeros()
                                .toPlainString() + "%"
                : limit.amount().toPlainString();
    }
}
