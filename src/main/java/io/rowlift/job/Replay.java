package io.rowlift.job;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Ledger.BegunEntity;
import io.rowlift.job.store.RangeLedger;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RejectLog;
import io.rowlift.job.store.RejectLog.Entry;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** One run of {@code rejects --replay} under the lease: rejected rows are read and mapped again. */
final class Replay {

    private static final int PAGE = 100;

    private final Setting setting;
    private final RangeLedger ranges;
    private final RejectLog rejects;
    private final TransactionTemplate transaction;
    private Set<String> unproved = Set.of();
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
        List<Compiled> entities = setting.compile();
        JobStore store = setting.store();
        if (store.ledger().entities().stream().anyMatch(e -> e.state() != State.PENDING)) {
            new Beginning(store, entities, MigrateOptions.CONTINUE)
                    .check(setting.source().identity(), setting.target().identity());
            refuse(setting.target().check(false));
            unproved = readings(entities);
            for (BegunEntity begun : store.ledger().entities()) {
                entities.stream().filter(e -> e.name().equals(begun.name())).forEach(this::replay);
            }
        }
        return new ReplaySummary(mapped, rejected, gone, items, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    private Set<String> readings(List<Compiled> entities) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        entities.forEach(entity -> readings.put(entity.name(), entity.reader().reading()));
        return setting.engine().unproved(setting.mapping(), readings).keySet();
    }

    /**
     * The key check before the load could not see the keys of a row that was rejected. Where keys are not proved, an item that
     * stands under one of them is another row's, unless it is the very item, from a replay that was killed.
     */
    private boolean taken(Compiled entity, List<Item> items) {
        if (!unproved.contains(entity.name())) {
            return false;
        }
        Map<ItemKey, Item> standing =
                setting.target().reader().fetch(items.stream().map(Item::key).toList());
        return items.stream()
                .anyMatch(item -> standing.containsKey(item.key())
                        && !item.attributes()
                                .equals(Objects.requireNonNull(standing.get(item.key()))
                                        .attributes()));
    }

    private void replay(Compiled entity) {
        int range = -1;
        long number = -1;
        List<Entry> page = rejects.after(entity.name(), range, number, PAGE);
        while (!page.isEmpty()) {
            Entry last = page.get(page.size() - 1);
            range = last.range();
            number = last.number();
            replay(entity, page);
            page = rejects.after(entity.name(), range, number, PAGE);
        }
    }

    private void replay(Compiled entity, List<Entry> page) {
        if (setting.signal().stopRequested()) {
            throw new StoppedException(Setting.STOPPED);
        }
        Map<RowKey, Row> rows = new HashMap<>();
        List<RowKey> keys = page.stream().map(entry -> entry.reject().row()).toList();
        for (Row row : entity.reader().fetch(keys)) {
            rows.put(entity.reader().reading().shape().keyOf(row).asText(), row);
        }
        for (Entry entry : page) {
            RowKey key = entry.reject().row();
            Row spelledAlike = rows.get(key);
            // which other spelling is the same key only the source knows: what it finds for this key alone is the row
            List<Row> found = spelledAlike == null ? entity.reader().fetch(List.of(key)) : List.of(spelledAlike);
            transaction.executeWithoutResult(status -> replay(entity, entry, found));
        }
    }

    private void replay(Compiled entity, Entry entry, List<Row> found) {
        switch (found.size()) {
            case 0 -> gone(entity, entry);
            case 1 -> replay(entity, entry, found.get(0));
            default -> reject(entity.name(), entry, entry.reject().row(), "the source has several rows of this key");
        }
    }

    private void gone(Compiled entity, Entry entry) {
        rejects.remove(entry);
        ranges.correct(entity.name(), entry.range(), new Counts(-1, 0, -1, 0, 0));
        gone++;
    }

    private void reject(String entity, Entry entry, RowKey row, String reason) {
        rejects.remove(entry);
        rejects.add(List.of(new Entry(entry.range(), entry.number(), new Reject(entity, row, reason, Instant.now()))));
        rejected++;
    }

    private void replay(Compiled entity, Entry entry, Row row) {
        String name = entity.name();
        Mapped result = entity.mapper().map(row);
        String rejection = result.rejection();
        if (rejection == null && taken(entity, result.items())) {
            rejection = "the target holds an item of another row under the key of one of this row's items";
        }
        if (rejection != null) {
            reject(name, entry, result.row(), rejection);
            return;
        }
        setting.signal().checkWrite();
        int acknowledged = Delivery.of(result.items(), name, setting.target());
        rejects.remove(entry);
        ranges.correct(name, entry.range(), new Counts(0, 1, -1, result.items().size(), acknowledged));
        mapped++;
        items += acknowledged;
    }
}
