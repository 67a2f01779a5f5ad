package io.rowlift.job;

import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.schema.RowKey;
import io.rowlift.target.RowWriter.Rejected;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of a range that the target cannot hold: kept for good before the target commits without them. */
final class RejectedRows {

    private final RunContext run;
    private final Unit unit;
    private final TransactionTemplate own;
    private final Set<Long> numbers = new HashSet<>();
    private int range;

    RejectedRows(RunContext run, Unit unit) {
        this.run = run;
        this.unit = unit;
        this.own = new TransactionTemplate(run.store().transactions());
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Begins with a portion of a range. */
    void begin(int number) {
        range = number;
        numbers.clear();
    }

    /** Keeps rejects; may be told the same ones again when a transaction is repeated. */
    void keep(List<Rejected> rejects) {
        List<Entry> entries = rejects.stream().map(this::entry).toList();
        own.executeWithoutResult(status -> run.rejects().add(entries));
        rejects.forEach(reject -> numbers.add(reject.number()));
        run.listener().reached(Milestone.REJECTED);
    }

    /** Returns how many rows of the portion were rejected. */
    long count() {
        return numbers.size();
    }

    private Entry entry(Rejected reject) {
        RowKey key = unit.aggregate().keyless()
                ? new RowKey(List.of("row"), List.of(reject.number() + 1))
                : unit.reader().reading().shape().keyOf(reject.row());
        return new Entry(range, reject.number(), new Reject(unit.name(), key, reject.reason(), Instant.now()));
    }
}
