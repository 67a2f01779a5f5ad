package io.rowlift.job;

import io.rowlift.job.Attempts.Attempt;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Ledger.BegunEntity;
import io.rowlift.job.store.RangeLedger;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog;
import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionTemplate;

/** One run of {@code rejects --replay} under the lease: rejected rows are read and mapped again. */
final class Replay {

    private static final int PAGE = 100;

    private final Setting setting;
    private final RangeLedger ranges;
    private final RejectLog rejects;
    private final TransactionTemplate transaction;
    private long mapped;
    private long rejected;
    private long gone;
    private long items;

    Replay(Setting setting, RunLease lease) {
        this.setting = setting;
        this.ranges = setting.store().ranges(lease.lease());
        this.rejects = setting.store().rejectLog();
        this.transaction = new TransactionTemplate(setting.store().transactions());
    }

    ReplaySummary replay() {
        long began = System.nanoTime();
        CompiledLoad load = setting.load().compile(setting.source());
        JobStore store = setting.store();
        if (store.ledger().entities().stream().anyMatch(e -> e.state() != State.PENDING)) {
            new Beginning(store, setting.load().kind(), load.units(), MigrateOptions.CONTINUE)
                    .check(setting.source().identity(), setting.target().identity());
            refuse(setting.target().check(false));
            try (Attempts attempts = load.attempts(setting)) {
                for (BegunEntity begun : store.ledger().entities()) {
                    load.units().stream()
                            .filter(unit -> unit.name().equals(begun.name()))
                            .forEach(unit -> replay(unit, attempts));
                }
            }
        }
        return new ReplaySummary(mapped, rejected, gone, items, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    private void replay(Unit unit, Attempts attempts) {
        int range = -1;
        long number = -1;
        List<Entry> page = rejects.after(unit.name(), range, number, PAGE);
        while (!page.isEmpty()) {
            Entry last = page.get(page.size() - 1);
            range = last.range();
            number = last.number();
            replay(unit, attempts, page);
            page = rejects.after(unit.name(), range, number, PAGE);
        }
    }

    private void replay(Unit unit, Attempts attempts, List<Entry> page) {
        if (setting.signal().stopRequested()) {
            throw new StoppedException(Setting.STOPPED);
        }
        if (unit.aggregate().keyless()) {
            rejected += page.size(); // nothing identifies these rows, so that they cannot be read one by one
            return;
        }
        Map<RowKey, Row> rows = new HashMap<>();
        List<RowKey> keys = page.stream().map(entry -> entry.reject().row()).toList();
        for (Row row : unit.reader().fetch(keys)) {
            rows.put(unit.reader().reading().shape().keyOf(row).asText(), row);
        }
        for (Entry entry : page) {
            RowKey key = entry.reject().row();
            Row spelledAlike = rows.get(key);
            // which other spelling is the same key only the source knows: what it finds for this key alone is the row
            List<Row> found = spelledAlike == null ? unit.reader().fetch(List.of(key)) : List.of(spelledAlike);
            transaction.executeWithoutResult(status -> replay(unit, attempts, entry, found));
        }
    }

    private void replay(Unit unit, Attempts attempts, Entry entry, List<Row> found) {
        if (attempts.isWritten(unit, entry)) {
            written(unit, entry, new Attempt(entry.reject().row(), null, 1));
            return;
        }
        switch (found.size()) {
            case 0 -> gone(unit, entry);
            case 1 -> {
                Attempt attempt = attempts.again(unit, entry, found.get(0));
                String rejection = attempt.rejection();
                if (rejection == null) {
                    written(unit, entry, attempt);
                } else {
                    reject(unit, entry, attempt.row(), rejection);
                }
            }
            default -> reject(unit, entry, entry.reject().row(), "the source has several rows of this key");
        }
    }

    private void gone(Unit unit, Entry entry) {
        rejects.remove(entry);
        ranges.correct(unit.name(), entry.range(), new Counts(-1, 0, -1, 0, 0));
        gone++;
    }

    private void reject(Unit unit, Entry entry, RowKey row, String reason) {
        rejects.remove(entry);
        Reject again = new Reject(unit.name(), row, reason, Instant.now());
        rejects.add(List.of(new Entry(entry.range(), entry.number(), again)));
        rejected++;
    }

    private void written(Unit unit, Entry entry, Attempt attempt) {
        rejects.remove(entry);
        ranges.correct(unit.name(), entry.range(), attempt.correction());
        mapped++;
        items += attempt.written();
    }
}
