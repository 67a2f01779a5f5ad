package io.rowlift.sync;

import io.rowlift.job.store.SyncLedger;
import io.rowlift.job.store.SyncLedger.Standing.Counts;
import io.rowlift.job.store.SyncLedger.Task;
import io.rowlift.schema.RowKey;
import io.rowlift.source.Tracing;
import io.rowlift.sync.Applier.Applied;
import io.rowlift.sync.Applier.Postponed;
import io.rowlift.sync.SyncListener.Milestone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What changes affect beyond what is applied at once: recorded with the place in the log that is behind them, so that
 * the source need not keep them, and done page by page between the batches. A page reads rows as they are then, so that
 * it does not matter what came in between.
 */
final class Work {

    /** Rows that were postponed so often wait for something that does not come. */
    private static final int ATTEMPTS = 20;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Map<String, Tracing> entities;
    private final Applier applier;
    private final SyncLedger ledger;
    private final SyncListener listener;
    private final int page;
    private long left;
    private long triedAt = System.nanoTime();

    Work(Map<String, Tracing> entities, Applier applier, SyncLedger ledger, SyncListener listener, int page) {
        this.entities = entities;
        this.applier = applier;
        this.ledger = ledger;
        this.listener = listener;
        this.page = page;
        this.left = ledger.ready();
    }

    /** Returns postponed rows as tasks. */
    static List<Task> tasks(List<Postponed> rows, int attempts) {
        Map<String, List<List<String>>> keys = new LinkedHashMap<>();
        rows.forEach(row -> keys.computeIfAbsent(row.entity(), e -> new ArrayList<>())
                .add(row.row().values().stream().map(RowKey::text).toList()));
        List<Task> tasks = new ArrayList<>();
        keys.forEach((entity, values) -> {
            for (int i = 0; i < values.size(); i += Roots.VALUES) {
                List<List<String>> some = values.subList(i, Math.min(values.size(), i + Roots.VALUES));
                tasks.add(new Task(0, entity, Task.Kind.KEYS, attempts, some, null));
            }
        });
        return tasks;
    }

    /** Tasks were recorded. */
    void expect(List<Task> more) {
        left += more.stream().filter(task -> task.kind() != Task.Kind.KEYS).count();
    }

    /** Returns whether something is left to do that can be done now. */
    boolean left() {
        return left > 0;
    }

    /**
     * Does a page of the oldest task.
     *
     * @param count is told what was done
     * @return whether something is left to do that can be done now
     */
    boolean page(Consumer<Applied> count) {
        if (left == 0) {
            return false;
        }
        Task task = ledger.task(false, 0).orElseThrow();
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
        ledger.advance(task, after, counts(applied), tasks(applied.postponed(), 1));
        if (after == null) {
            left--;
        }
        count.accept(applied);
        return left > 0;
    }

    /** Tries postponed rows again, each once, unless that was done a moment ago. */
    void retry(Consumer<Applied> count) {
        if (System.nanoTime() - triedAt < BETWEEN_ATTEMPTS.toNanos()) {
            return;
        }
        long number = 0;
        Optional<Task> next = ledger.task(true, number);
        // what is postponed again comes behind the last one that is there now
        long last = ledger.last();
        while (next.isPresent() && next.get().number() <= last) {
            Task task = next.get();
            number = task.number();
            Applied applied = applier.apply(Map.of(task.entity(), keys(task)));
            boolean enough = task.route() >= ATTEMPTS;
            if (enough) {
                applier.giveUp(applied.postponed());
            }
            ledger.advance(
                    task, null, counts(applied), enough ? List.of() : tasks(applied.postponed(), task.route() + 1));
            count.accept(applied);
            next = ledger.task(true, number);
        }
        triedAt = System.nanoTime();
    }

    private static Counts counts(Applied applied) {
        return new Counts(0, applied.roots(), applied.written(), applied.removed());
    }

    private List<RowKey> rows(Task task) {
        Tracing tracing = tracing(task);
        RowKey recorded = task.after();
        RowKey after =
                recorded == null ? null : tracing.typed(List.of(recorded)).get(0);
        return task.kind() == Task.Kind.ALL
                ? tracing.all(after, page)
                : tracing.roots(tracing.routes().get(task.route()), task.values(), after, page);
    }

    private List<RowKey> keys(Task task) {
        Tracing tracing = tracing(task);
        List<String> columns = tracing.routes().get(0).columns();
        return tracing.typed(task.values().stream()
                .map(values -> new RowKey(columns, new ArrayList<Object>(values)))
                .toList());
    }

    private Tracing tracing(Task task) {
        return Objects.requireNonNull(entities.get(task.entity()), "an entity of the mapping");
    }
}
