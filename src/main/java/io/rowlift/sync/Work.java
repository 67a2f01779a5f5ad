package io.rowlift.sync;

import io.rowlift.job.store.SyncLedger;
import io.rowlift.job.store.SyncLedger.Standing.Counts;
import io.rowlift.job.store.SyncLedger.Task;
import io.rowlift.schema.RowKey;
import io.rowlift.source.Tracing;
import io.rowlift.sync.Applier.Applied;
import io.rowlift.sync.SyncListener.Milestone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changes affect beyond what is applied at once: recorded with the place in the log that is behind them, so that
 * the source need not keep them, and done page by page between the batches. A page reads rows as they are then, so that
 * it does not matter what came in between.
 */
final class Work {

    private final Map<String, Tracing> entities;
    private final Applier applier;
    private final SyncLedger ledger;
    private final SyncListener listener;
    private final int page;
    private long left;

    Work(Map<String, Tracing> entities, Applier applier, SyncLedger ledger, SyncListener listener, int page) {
        this.entities = entities;
        this.applier = applier;
        this.ledger = ledger;
        this.listener = listener;
        this.page = page;
        this.left = ledger.tasks();
    }

    /** So many tasks were recorded. */
    void expect(int more) {
        left += more;
    }

    /** Returns whether something is left to do. */
    boolean left() {
        return left > 0;
    }

    /**
     * Does a page of the oldest task.
     *
     * @param count is told what was done
     * @return whether something is left to do
     */
    boolean page(Consumer<Applied> count) {
        if (left == 0) {
            return false;
        }
        Task task = ledger.task().orElseThrow();
        Applied applied;
        @Nullable RowKey after = null;
        if (task.kind() == Task.Kind.SWEEP) {
            applied = applier.sweep(task.entity());
        } else {
            List<RowKey> rows = rows(task);
            applied = applier.apply(Map.of(task.entity(), rows));
            after = rows.size() < page ? null : rows.get(rows.size() - 1);
        }
        listener.reached(Milestone.WORKED);
        ledger.advance(task, after, new Counts(0, applied.roots(), applied.written(), applied.removed()));
        if (after == null) {
            left--;
        }
        count.accept(applied);
        return left > 0;
    }

    private List<RowKey> rows(Task task) {
        Tracing tracing = Objects.requireNonNull(entities.get(task.entity()), "an entity of the mapping");
        RowKey recorded = task.after();
        RowKey after =
                recorded == null ? null : tracing.typed(List.of(recorded)).get(0);
        return task.kind() == Task.Kind.ALL
                ? tracing.all(after, page)
                : tracing.roots(tracing.routes().get(task.route()), task.values(), after, page);
    }
}
