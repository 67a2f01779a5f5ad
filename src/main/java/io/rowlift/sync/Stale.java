package io.rowlift.sync;

import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;

/**
 * Rows that were changed so that they cannot be mapped any more: the target keeps what they made before. They are rejects
 * like those of the load, and a row that can be mapped again is none.
 */
public final class Stale {

    private final RejectLog log;
    private final LongPredicate tooMany;

    /**
     * Takes where rejects are recorded.
     *
     * @param tooMany whether so many rows that changes have made unmappable are more than the job allows
     */
    public Stale(RejectLog log, LongPredicate tooMany) {
        this.log = log;
        this.tooMany = tooMany;
    }

    /** Forgets that rows were rejected. */
    void mended(String entity, List<RowKey> rows) {
        log.remove(entity, rows);
    }

    /**
     * Records rejected rows.
     *
     * @throws FailedException when there are too many by now; they are recorded
     */
    void rejected(String entity, List<Mapped> rows) {
        long number = log.next(entity, RejectLog.CHANGED);
        List<RejectLog.Entry> entries = new ArrayList<>(rows.size());
        Instant now = Instant.now();
        for (Mapped row : rows) {
            String reason = Objects.requireNonNull(row.rejection(), "a rejected row");
            entries.add(new RejectLog.Entry(RejectLog.CHANGED, number, new Reject(entity, row.row(), reason, now)));
            number++;
        }
        log.add(entries);
        long all = log.count(RejectLog.CHANGED);
        if (tooMany.test(all)) {
            Reject first = entries.get(0).reject();
            throw new FailedException(
                    all + (all == 1 ? " row was" : " rows were")
                            + " changed so that they cannot be mapped any more, and \"rejects.limit\" allows less: the"
                            + " target keeps what they made before\n  " + first.entity() + first.row() + ": "
                            + first.reason(),
                    "see them all with \"rowlift rejects\"; mend the rows, or raise the limit; then run the same"
                            + " command again",
                    null);
        }
    }
}
