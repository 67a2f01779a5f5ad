package io.rowlift.verify;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.job.store.StateFailure;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.StoppedException;
import io.rowlift.target.ItemTarget;
import io.rowlift.verify.Verification.Repair;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes items that no row makes, after they were written to files. Whether a row makes them is looked at once more, over
 * the whole source: rows may have arrived since, and a removal cannot be taken back by rendering. For one thread.
 */
final class Pruning implements AutoCloseable {

    private static final int BATCH = 100;

    private static final String REMEDY = "check the permissions of its directory; what is not written is not removed";

    private final VerifyStore store;
    private final ItemTarget target;
    private final @Nullable OwnKeys own;
    private final Path exports;
    private final Map<String, PrunedFile> files = new LinkedHashMap<>();
    private long pruned;
    private long claimed;
    private long before;
    private long left;

    /**
     * Begins.
     *
     * @param own tells which keys may be removed from a shared table, whatever was found before; null when all may
     * @param exports where removed items are written to, a file per table; made when there is something to write
     */
    Pruning(VerifyStore store, ItemTarget target, @Nullable OwnKeys own, Path exports) {
        this.store = store;
        this.target = target;
        this.own = own;
        this.exports = exports;
    }

    /** Returns what was done: by this run, but for the files, which hold what earlier parts of it removed, too. */
    Repair done() throws IOException {
        List<Path> written = store.pruned().stream().filter(Files::exists).toList();
        return new Repair(0, pruned, claimed, before, left, written);
    }

    /**
     * Removes what was found in these parts. What the items are is remembered before the source is asked whose they are: an
     * item that somebody writes after that is another one, and stays.
     */
    void prune(List<PartFile> parts, List<Slice> slices, Rendering rendering, BooleanSupplier stop) throws IOException {
        Path images = store.directory().resolve("images");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(images)))) {
            inBatches(parts, keys -> remember(keys, out, stop));
        }
        try (SortedHashes taken = new Claims(store, rendering).look(parts, slices);
                DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(images)))) {
            inBatches(parts, keys -> remove(keys, in, taken, stop));
        }
    }

    private interface Batch {
        void take(List<ItemKey> keys) throws IOException;
    }

    private void inBatches(List<PartFile> parts, Batch batch) throws IOException {
        List<ItemKey> keys = new ArrayList<>();
        for (PartFile part : parts) {
            part.read(finding -> {
                if (own == null || own.contain(finding.key())) {
                    keys.add(finding.key());
                }
                if (keys.size() == BATCH) {
                    take(keys, batch);
                    keys.clear();
                }
                return true;
            });
        }
        take(keys, batch);
    }

    private static void take(List<ItemKey> keys, Batch batch) {
        try {
            if (!keys.isEmpty()) {
                batch.take(keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(List<ItemKey> keys, DataOutputStream out, BooleanSupplier stop) throws IOException {
        requireGoOn(stop);
        Map<ItemKey, Item> held = target.reader().fetch(keys);
        for (ItemKey key : keys) {
            Item item = held.get(key);
            KeyHash image = item == null ? Images.NONE : Images.of(item);
            out.writeLong(image.high());
            out.writeLong(image.low());
        }
    }

    private void remove(List<ItemKey> keys, DataInputStream images, SortedHashes taken, BooleanSupplier stop)
            throws IOException {
        requireGoOn(stop);
        Map<ItemKey, KeyHash> nobodys = new LinkedHashMap<>();
        for (ItemKey key : keys) {
            KeyHash image = new KeyHash(images.readLong(), images.readLong());
            if (taken.contains(KeyHash.of(key))) {
                claimed++;
            } else {
                nobodys.put(key, image);
            }
        }
        if (nobodys.isEmpty()) {
            return;
        }
        List<ItemKey> wanted = List.copyOf(nobodys.keySet());
        List<Item> same = target.reader().fetch(wanted).values().stream()
                .filter(item -> Images.of(item).equals(nobodys.get(item.key())))
                .toList();
        export(same);
        target.delete(same);
        Map<ItemKey, Item> still = target.reader().fetch(wanted);
        long removed =
                same.stream().filter(item -> !still.containsKey(item.key())).count();
        pruned += removed;
        left += still.size();
        before += wanted.size() - removed - still.size();
    }

    private static void requireGoOn(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
    }

    private void export(List<Item> items) {
        Map<String, List<Item>> byTable = new LinkedHashMap<>();
        items.forEach(item -> byTable.computeIfAbsent(item.table(), table -> new ArrayList<>())
                .add(item));
        byTable.forEach((table, some) -> {
            Path path = exports.resolve(table + ".json");
            try {
                PrunedFile file = files.get(table);
                if (file == null) {
                    file = create(path);
                    files.put(table, file);
                }
                file.add(some);
            } catch (IOException e) {
                throw StateFailure.of(
                        "the file \"" + path + "\", which items are written to before they are removed,", REMEDY, e);
            }
        });
    }

    /** Where it is going to be is remembered first: a process that goes on says where everything is. */
    private PrunedFile create(Path path) throws IOException {
        StateDirectory.create(exports);
        store.prunedTo(path);
        return PrunedFile.create(path);
    }

    @Override
    public void close() throws IOException {
        for (PrunedFile file : files.values()) {
            file.close();
        }
        files.clear();
    }
}
