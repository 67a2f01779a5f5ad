package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.EntityReading;
import io.rowlift.target.ItemTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Renders the items that are missing or different again, from their rows as they are now, writes those that still differ,
 * and compares them once more. Safe for use by several threads.
 */
final class Mending {

    private final ItemTarget target;
    private final Expiry expiry;
    private final SortedHashes untouched;
    private final int batch;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong left = new AtomicLong();

    /**
     * Begins.
     *
     * @param untouched hashes of keys that several rows make: whichever is written, another one is lost
     * @param batch findings that are mended together
     */
    Mending(ItemTarget target, Expiry expiry, SortedHashes untouched, int batch) {
        this.target = target;
        this.expiry = expiry;
        this.untouched = untouched;
        this.batch = batch;
    }

    /** Returns how many items were written and found equal afterwards. */
    long written() {
        return written.get();
    }

    /** Returns how many findings were none any more: the target held what it should. */
    long before() {
        return before.get();
    }

    /** Returns how many findings remain, without the items that several rows make. */
    long left() {
        return left.get();
    }

    /** Mends what was found in a slice. */
    void mend(EntityReading reading, PartFile found, BooleanSupplier stop) throws IOException {
        List<Finding> findings = new ArrayList<>();
        found.read(finding -> {
            findings.add(finding);
            if (findings.size() == batch) {
                mend(reading, findings, stop);
                findings.clear();
            }
            return true;
        });
        mend(reading, findings, stop);
    }

    private void mend(EntityReading reading, List<Finding> findings, BooleanSupplier stop) {
        if (findings.isEmpty()) {
            return;
        }
        if (stop.getAsBoolean()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
        Set<ItemKey> keys = new LinkedHashSet<>();
        findings.stream().map(Finding::key).filter(this::touched).forEach(keys::add);
        Map<ItemKey, Item> wanted = wanted(reading, findings, keys);
        List<Item> wrong = wrong(wanted, keys);
        target.write(wrong);
        Set<ItemKey> still = new LinkedHashSet<>();
        wrong(wanted, keys).forEach(item -> still.add(item.key()));
        long mended = wrong.stream().filter(item -> !still.contains(item.key())).count();
        long remaining = still.size() + unmade(keys, wanted);
        written.addAndGet(mended);
        left.addAndGet(remaining);
        before.addAndGet(Math.max(0, keys.size() - mended - remaining));
    }

    private boolean touched(ItemKey key) {
        try {
            return !untouched.contains(KeyHash.of(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<ItemKey, Item> wanted(EntityReading reading, List<Finding> findings, Set<ItemKey> keys) {
        Map<String, RowKey> rows = new LinkedHashMap<>();
        for (Finding finding : findings) {
            Owner owner = Objects.requireNonNull(finding.row(), "a row makes what is missing or different");
            rows.put(owner.toString(), owner.row());
        }
        Map<ItemKey, Item> wanted = new HashMap<>();
        for (Row row : reading.reader().fetch(List.copyOf(rows.values()))) {
            Mapped mapped = reading.mapper().apply(row);
            for (Item item : mapped.items()) {
                if (keys.contains(item.key())) {
                    wanted.put(item.key(), item);
                }
            }
        }
        return wanted;
    }

    /** Returns the items that the target does not hold as they are wanted. */
    private List<Item> wrong(Map<ItemKey, Item> wanted, Set<ItemKey> keys) {
        Map<ItemKey, Item> held = target.reader().fetch(List.copyOf(keys));
        List<Item> wrong = new ArrayList<>();
        for (Item item : wanted.values()) {
            Item there = held.get(item.key());
            boolean right = there == null
                    ? expiry.over(item)
                    : ItemComparison.differences(item.attributes(), there.attributes())
                            .isEmpty();
            if (!right) {
                wrong.add(item);
            }
        }
        return wrong;
    }

    /** Returns how many items the target holds although their row makes them no more. */
    private long unmade(Set<ItemKey> keys, Map<ItemKey, Item> wanted) {
        List<ItemKey> others =
                keys.stream().filter(key -> !wanted.containsKey(key)).toList();
        return others.isEmpty() ? 0 : target.reader().fetch(others).size();
    }
}
