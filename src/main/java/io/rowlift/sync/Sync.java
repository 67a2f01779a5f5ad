package io.rowlift.sync;

import io.rowlift.job.store.SyncLedger;
import io.rowlift.job.store.SyncLedger.Standing;
import io.rowlift.job.store.SyncLedger.Standing.Counts;
import io.rowlift.job.store.SyncLedger.Task;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogPosition;
import io.rowlift.source.Tracing;
import io.rowlift.source.Watchlist;
import io.rowlift.source.Watchlist.Path;
import io.rowlift.sync.Applier.Applied;
import io.rowlift.sync.SyncListener.Milestone;
import io.rowlift.sync.SyncSummary.Done;
import io.rowlift.sync.SyncSummary.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of sync, under the lease: hears changes, applies them in batches, and records the place in the log behind each
 * batch when the target has acknowledged all of it. The next batch begins afterwards, so that every key has one writer.
 */
public final class Sync {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A place behind which nothing was changed need not be recorded at once. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Watchlist watchlist;
    private final Map<String, Tracing> entities;
    private final ChangeLog log;
    private final Applier applier;
    private final SyncLedger ledger;
    private final RunSignal signal;
    private final SyncListener listener;
    private final Limits limits;
    private final Work work;

    /**
     * Sizes of a run.
     *
     * @param batch changes that are applied together
     * @param inMemory changes of one transaction that are held in memory
     * @param few root rows that one change may affect without becoming a task
     * @param directory for changes that do not fit in memory
     */
    public record Limits(int batch, int inMemory, int few, java.nio.file.Path directory) {}

    /** Brings together what a run needs. Touches nothing yet. */
    public Sync(
            Watchlist watchlist,
            Map<String, Tracing> entities,
            ChangeLog log,
            Applier applier,
            SyncLedger ledger,
            RunSignal signal,
            SyncListener listener,
            Limits limits) {
        this.watchlist = watchlist;
        this.entities = entities;
        this.log = log;
        this.applier = applier;
        this.ledger = ledger;
        this.signal = signal;
        this.listener = listener;
        this.limits = limits;
        this.work = new Work(entities, applier, ledger, listener, limits.batch());
    }

    /**
     * Applies everything that was committed before the call, or everything until a stop.
     *
     * @param follow whether to go on until a stop is asked for
     * @throws RefusedException when there is no place to begin at
     * @throws io.rowlift.problem.RowliftException when source, target or state fail; the same command goes on
     */
    public SyncSummary run(boolean follow) {
        Standing standing = ledger.standing().orElseThrow(Sync::noPlace);
        LogPosition begin = new LogPosition(standing.position(), standing.order());
        @Nullable LogPosition end = follow ? null : log.end();
        try (ChangeStream stream = log.open(begin);
                Pending pending = new Pending(limits.directory(), limits.inMemory())) {
            Session session =
                    new Session(stream, pending, new LogEvent.Reached(begin, null, standing.reachedAt()), end);
            return session.run();
        }
    }

    private static RefusedException noPlace() {
        return new RefusedException(
                "the state does not know from where on the source's changes have to be applied: the load did not run with"
                        + " \"sync\" in its job",
                "run \"rowlift migrate --restart\" with the job as it is now; the target follows from then on");
    }

    /** From opening the log to closing it. */
    private final class Session {

        private final ChangeStream stream;
        private final Pending pending;
        private final @Nullable LogPosition end;
        private final Set<String> emptied = new HashSet<>();
        private final Set<String> again = new LinkedHashSet<>();
        private final List<LogEvent.Reached> committed = new ArrayList<>();
        private LogEvent.Reached last;
        private long changes;
        private Applied applied = Applied.NOTHING;
        private Done done = Done.NOTHING;
        private boolean altered;
        private long recordedAt = System.nanoTime();

        Session(ChangeStream stream, Pending pending, LogEvent.Reached begin, @Nullable LogPosition end) {
            this.stream = stream;
            this.pending = pending;
            this.last = begin;
            this.end = end;
        }

        SyncSummary run() {
            while (true) {
                if (!hearBatch()) {
                    return summary(Outcome.STOPPED);
                }
                apply();
                if (altered) {
                    return summary(Outcome.ALTERED);
                }
                boolean left = work.page(some -> done = done.plus(0, some));
                if (!left && !unapplied()) {
                    work.retry(some -> done = done.plus(0, some));
                }
                if (signal.stopRequested()) {
                    return summary(Outcome.STOPPED);
                }
                if (atTheEnd() && !left) {
                    record(true);
                    return summary(Outcome.CAUGHT_UP);
                }
            }
        }

        /**
         * Hears until there is a reason to apply what was heard, and all of it is of transactions that were heard whole.
         *
         * @return false when a stop came in the middle of a transaction: it is heard again by the next run
         */
        private boolean hearBatch() {
            boolean between = true;
            while (true) {
                if (between && (altered || full() || atTheEnd() || signal.stopRequested())) {
                    return true;
                }
                if (signal.stopRequested()) {
                    return false;
                }
                LogEvent event = stream.next(between && (unapplied() || work.left()) ? Duration.ZERO : LOOK);
                if (event != null) {
                    between = hear(event);
                } else if (between) {
                    return true;
                }
            }
        }

        private boolean atTheEnd() {
            return end != null && last.position().reaches(end);
        }

        private boolean unapplied() {
            return !pending.isEmpty() || !again.isEmpty();
        }

        private boolean full() {
            return pending.isFull() || changes >= limits.batch();
        }

        /** Returns whether a transaction has ended with it. */
        private boolean hear(LogEvent event) {
            if (event instanceof LogEvent.Reached reached) {
                last = reached;
                if (reached.transaction() != null) {
                    committed.add(reached);
                }
                return true;
            }
            if (event instanceof LogEvent.Changed changed) {
                hear(changed);
            } else if (event instanceof LogEvent.Truncated truncated) {
                hear(truncated);
            } else if (event instanceof LogEvent.Altered definition) {
                altered = true;
                listener.noted("table \"" + definition.table() + "\": " + definition.what());
            }
            return false;
        }

        private void hear(LogEvent.Changed changed) {
            changes++;
            for (Path path : watchlist.from(changed.table())) {
                add(path, changed.before());
                add(path, changed.after());
            }
        }

        private void add(Path path, @Nullable List<@Nullable String> row) {
            List<String> values = row == null ? null : path.values(row);
            if (values != null) {
                pending.add(path, values);
            }
        }

        /** Rows that come afterwards are heard of; of those that were there before, only the target knows. */
        private void hear(LogEvent.Truncated truncated) {
            changes++;
            for (Path path : watchlist.from(truncated.table())) {
                if (path.route().number() == 0) {
                    emptied.add(path.entity());
                }
                again.add(path.entity());
            }
        }

        private void apply() {
            if (!unapplied()) {
                record(false);
                return;
            }
            listener.reached(Milestone.HEARD);
            // each of them: of two transactions the later one can be visible first
            committed.forEach(stream::awaitVisible);
            List<Task> tasks = wholes();
            pending.drain(limits.batch(), portion -> {
                Roots roots = new Roots(limits.few(), tasks);
                roots.follow(portion);
                count(applier.apply(roots.all()));
                listener.reached(Milestone.APPLIED);
            });
            emptied.clear();
            again.clear();
            tasks.addAll(Work.tasks(applied.postponed(), 1));
            advance(tasks);
            work.expect(tasks);
        }

        /** Who refers to others is emptied before them; what has come since is read again afterwards. */
        private List<Task> wholes() {
            List<Task> tasks = new ArrayList<>();
            List<String> order = new ArrayList<>(entities.keySet());
            Collections.reverse(order);
            order.stream().filter(emptied::contains).forEach(entity -> tasks.add(whole(entity, Task.Kind.SWEEP)));
            again.forEach(entity -> tasks.add(whole(entity, Task.Kind.ALL)));
            return tasks;
        }

        private static Task whole(String entity, Task.Kind kind) {
            return new Task(0, entity, kind, 0, List.of(), null);
        }

        private void count(Applied some) {
            applied = applied.plus(some);
        }

        /** Records a place behind which nothing was changed, now or from time to time. */
        private void record(boolean now) {
            if (now || System.nanoTime() - recordedAt > IDLE.toNanos()) {
                advance(List.of());
            }
        }

        private void advance(List<Task> tasks) {
            Counts counts = new Counts(changes, applied.roots(), applied.written(), applied.removed());
            ledger.advance(last.position().text(), last.position().order(), last.at(), counts, tasks);
            done = done.plus(changes, applied);
            changes = 0;
            applied = Applied.NOTHING;
            committed.clear();
            recordedAt = System.nanoTime();
            listener.reached(Milestone.RECORDED);
            stream.acknowledge(last.position());
            listener.reached(last.position(), done, last.at());
        }

        private SyncSummary summary(Outcome outcome) {
            return new SyncSummary(outcome, done.plus(0, applied), last.position(), last.at(), ledger.tasks());
        }
    }
}
