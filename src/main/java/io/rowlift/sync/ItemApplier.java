package io.rowlift.sync;

import io.rowlift.job.store.ItemKeyLog;
import io.rowlift.job.store.ItemKeyLog.Owned;
import io.rowlift.job.store.SyncLedger;
import io.rowlift.job.store.SyncLedger.Standing;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.ItemTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Renders root rows again and writes their items whole. What is deleted are the keys that the rows had, less the keys
 * that any row of the batch has now: a key that one row releases and another takes stays. Which keys a row had is
 * computed where its own key makes them; otherwise the state remembers it, from before the first write under a key until
 * after its removal, so that a crash in between leaves nothing behind.
 */
public final class ItemApplier implements Applier {

    private final Map<String, ItemUnit> units = new LinkedHashMap<>();
    private final ItemTarget target;
    private final ItemKeyLog keys;
    private final Stale stale;
    private final RunSignal signal;
    private final Consumer<String> sweeping;
    private final int chunk;
    private final SyncLedger ledger;
    private boolean inherited;

    /**
     * Takes what is applied to what.
     *
     * @param chunk root rows that are read together
     * @param ledger knows whether requests may be on their way, of this run or one before it
     * @param sweeping removes items of an entity that no row makes, by comparing all of them
     */
    public ItemApplier(
            List<ItemUnit> units,
            ItemTarget target,
            ItemKeyLog keys,
            Stale stale,
            RunSignal signal,
            int chunk,
            SyncLedger ledger,
            Consumer<String> sweeping) {
        units.forEach(unit -> this.units.put(unit.name(), unit));
        this.target = target;
        this.keys = keys;
        this.stale = stale;
        this.signal = signal;
        this.chunk = chunk;
        this.ledger = ledger;
        this.inherited = ledger.standing().map(Standing::writing).orElse(false);
        this.sweeping = sweeping;
    }

    @Override
    public Applied apply(Map<String, List<RowKey>> roots) {
        Batch batch = new Batch();
        roots.forEach((entity, rows) -> batch.read(unit(entity), rows));
        batch.readFormerOwners();
        return batch.write();
    }

    @Override
    public Applied sweep(String entity) {
        sweeping.accept(entity);
        return Applied.NOTHING;
    }

    @Override
    public void giveUp(List<Postponed> rows) {
        throw new IllegalStateException("no item waits for another one");
    }

    private ItemUnit unit(String entity) {
        return Objects.requireNonNull(units.get(entity), "an entity of the mapping");
    }

    /** Root rows of one batch, read and rendered. */
    private final class Batch {

        private final Map<ItemKey, Item> puts = new LinkedHashMap<>();
        private final Set<ItemKey> old = new LinkedHashSet<>();
        private final Map<ItemUnit, List<Owned>> owned = new LinkedHashMap<>();
        private final Map<ItemUnit, Set<RowKey>> read = new HashMap<>();
        private final Map<ItemUnit, List<Mapped>> rejected = new LinkedHashMap<>();
        private final Map<ItemUnit, List<RowKey>> mended = new LinkedHashMap<>();
        private long roots;

        void read(ItemUnit unit, List<RowKey> rows) {
            Set<RowKey> known = read.computeIfAbsent(unit, u -> new HashSet<>());
            List<RowKey> fresh =
                    rows.stream().filter(row -> known.add(row.asText())).toList();
            for (int i = 0; i < fresh.size(); i += chunk) {
                render(unit, fresh.subList(i, Math.min(fresh.size(), i + chunk)));
            }
        }

        private void render(ItemUnit unit, List<RowKey> rows) {
            Set<RowKey> kept = new HashSet<>();
            List<Mapped> made = new ArrayList<>();
            for (Row row : unit.reader().fetch(rows)) {
                Mapped mapped = unit.mapper().map(row);
                if (mapped.rejection() != null) {
                    kept.add(mapped.row().asText());
                    rejected.computeIfAbsent(unit, u -> new ArrayList<>()).add(mapped);
                } else {
                    made.add(mapped);
                }
            }
            List<RowKey> settled =
                    rows.stream().filter(row -> !kept.contains(row.asText())).toList();
            roots += rows.size();
            mended.computeIfAbsent(unit, u -> new ArrayList<>()).addAll(settled);
            old.addAll(formerKeys(unit, settled));
            made.forEach(mapped -> put(unit, mapped));
        }

        private List<ItemKey> formerKeys(ItemUnit unit, List<RowKey> rows) {
            if (unit.movable()) {
                return keys.of(unit.name(), rows);
            }
            return rows.stream()
                    .flatMap(row -> unit.mapper().keys(row).stream())
                    .toList();
        }

        private void put(ItemUnit unit, Mapped mapped) {
            for (Item item : mapped.items()) {
                puts.put(item.key(), item);
                if (unit.movable()) {
                    owned.computeIfAbsent(unit, u -> new ArrayList<>()).add(new Owned(item.key(), mapped.row()));
                }
            }
        }

        /**
         * A key that another row had as far as the state knows was released by it, or is wanted by both: its row is read
         * again, too.
         */
        void readFormerOwners() {
            for (Map.Entry<ItemUnit, List<Owned>> entry : List.copyOf(owned.entrySet())) {
                ItemUnit unit = entry.getKey();
                List<ItemKey> wanted =
                        entry.getValue().stream().map(Owned::item).toList();
                Set<RowKey> known = Objects.requireNonNull(read.get(unit));
                List<RowKey> others = keys.owners(unit.name(), wanted).values().stream()
                        .filter(row -> !known.contains(row))
                        .distinct()
                        .toList();
                if (!others.isEmpty()) {
                    read(unit, unit.tracing().typed(others));
                }
            }
            refuseCollisions();
        }

        /** Two rows that both exist and want one key: the source has lost what told them apart. */
        private void refuseCollisions() {
            Map<ItemKey, RowKey> first = new HashMap<>();
            owned.forEach((unit, all) -> all.forEach(key -> {
                RowKey row = key.row().asText();
                RowKey other = first.putIfAbsent(key.item(), row);
                if (other != null && !other.equals(row)) {
                    throw new FailedException(
                            "the rows " + other + " and " + row + " of entity \"" + unit.name()
                                    + "\" would end in one item, and one of them would be lost",
                            "make their keys different in the source, or change the mapping and load anew; then run the"
                                    + " same command again",
                            null);
                }
            }));
        }

        Applied write() {
            List<Item> items = List.copyOf(puts.values());
            List<ItemKey> gone =
                    old.stream().filter(key -> !puts.containsKey(key)).toList();
            owned.forEach((unit, all) -> keys.add(unit.name(), all));
            target.settle(inherited);
            inherited = false;
            signal.checkWrite();
            ledger.writing(true);
            acknowledged(items.isEmpty() ? 0 : target.write(items), items.size(), "written");
            acknowledged(gone.isEmpty() ? 0 : target.remove(gone), gone.size(), "removed");
            ledger.writing(false);
            keys.remove(gone);
            mended.forEach((unit, rows) -> stale.mended(unit.name(), rows));
            long stayed = 0;
            for (Map.Entry<ItemUnit, List<Mapped>> entry : rejected.entrySet()) {
                stale.rejected(entry.getKey().name(), entry.getValue());
                stayed += entry.getValue().size();
            }
            return new Applied(roots, items.size(), gone.size(), stayed, List.of());
        }

        private void acknowledged(int count, int given, String what) {
            if (count != given) {
                throw new FailedException(
                        "the target has acknowledged that " + count + " of " + given + " items were " + what
                                + ", and none of them is recorded",
                        "run the same command again, which does it again, and please report this: it is a bug in"
                                + " Rowlift",
                        null);
            }
        }
    }
}
