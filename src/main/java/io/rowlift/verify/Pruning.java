package io.rowlift.verify;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.keys.HashMerge;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.StoppedException;
import io.rowlift.target.ItemTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Removes items that no row makes, after they were written to files. Whether a row makes them is looked at once more, over
 * the whole source: rows may have arrived since, and a removal cannot be taken back by rendering. For one thread.
 */
final class Pruning implements AutoCloseable {

    private static final int BATCH = 100;

    private final VerifyStore store;
    private final ItemTarget target;
    private final Path exports;
    private final Map<String, FileChannel> files = new LinkedHashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private long pruned;
    private long claimed;
    private long left;

    /**
     * Begins.
     *
     * @param exports where removed items are written to, a file per table; made when there is something to write
     */
    Pruning(VerifyStore store, ItemTarget target, Path exports) {
        this.store = store;
        this.target = target;
        this.exports = exports;
    }

    long pruned() {
        return pruned;
    }

    /** Returns how many items were kept because a row makes them by now. */
    long claimed() {
        return claimed;
    }

    /** Returns how many items are still there. */
    long left() {
        return left;
    }

    List<Path> files() {
        return List.copyOf(paths);
    }

    /** Removes what was found in these parts. */
    void prune(List<PartFile> parts, List<Slice> slices, Rendering rendering, BooleanSupplier stop) throws IOException {
        Path extra = collect("extra", hashes -> {
            for (PartFile part : parts) {
                part.read(finding -> add(hashes, KeyHash.of(finding.key())));
            }
        });
        Path made;
        try (SortedHashes sorted = SortedHashes.open(extra)) {
            made = collect(
                    "made",
                    hashes -> rendering.run(slices, (reading, row) -> {
                        for (Item item : row.items()) {
                            claim(item.key(), sorted, hashes);
                        }
                    }));
        }
        try (SortedHashes taken = SortedHashes.open(made)) {
            List<ItemKey> keys = new ArrayList<>();
            for (PartFile part : parts) {
                part.read(finding -> {
                    keys.add(finding.key());
                    if (keys.size() == BATCH) {
                        remove(keys, taken, stop);
                        keys.clear();
                    }
                    return true;
                });
            }
            remove(keys, taken, stop);
        }
    }

    private interface Filling {
        void fill(HashRuns hashes) throws IOException;
    }

    private Path collect(String name, Filling filling) throws IOException {
        HashRuns runs = new HashRuns(store.directory(), name + "-run", 1 << 24);
        try (runs) {
            filling.fill(runs);
        }
        Path sorted = store.directory().resolve(name);
        SortedHashes.write(sorted, new HashMerge(store.directory(), 1 << 24), runs.runs(), 1);
        return sorted;
    }

    private static boolean add(HashRuns hashes, KeyHash hash) {
        try {
            hashes.add(hash);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void claim(ItemKey key, SortedHashes extra, HashRuns made) {
        KeyHash hash = KeyHash.of(key);
        try {
            if (extra.contains(hash)) {
                synchronized (made) {
                    made.add(hash);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(List<ItemKey> keys, SortedHashes taken, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
        try {
            List<ItemKey> nobodys = new ArrayList<>();
            for (ItemKey key : keys) {
                if (taken.contains(KeyHash.of(key))) {
                    claimed++;
                } else {
                    nobodys.add(key);
                }
            }
            if (!nobodys.isEmpty()) {
                Map<ItemKey, Item> held = target.reader().fetch(nobodys);
                export(held);
                target.delete(List.copyOf(held.keySet()));
                int still = target.reader().fetch(nobodys).size();
                pruned += held.size() - still;
                left += still;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk, and not only on its way there, before anything is removed. */
    private void export(Map<ItemKey, Item> items) throws IOException {
        for (Item item : items.values()) {
            String line = "{\"Item\":" + DynamoJson.write(item.attributes()) + "}\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            FileChannel file = file(item.table());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        for (FileChannel file : files.values()) {
            file.force(true);
        }
    }

    private FileChannel file(String table) throws IOException {
        FileChannel open = files.get(table);
        if (open == null) {
            Path path = exports.resolve(table + ".json");
            StateDirectory.create(exports);
            StateDirectory.privateFile(path);
            open = FileChannel.open(path, StandardOpenOption.APPEND);
            files.put(table, open);
            paths.add(path);
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel file : files.values()) {
            file.close();
        }
    }
}
