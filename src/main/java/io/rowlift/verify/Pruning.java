package io.rowlift.verify;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.StoppedException;
import io.rowlift.target.ItemTarget;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private final VerifyStore store;
    private final ItemTarget target;
    private final @Nullable OwnKeys own;
    private final Path exports;
    private final Map<String, FileChannel> files = new LinkedHashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private long pruned;
    private long claimed;
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
        pruned += same.stream().filter(item -> !still.containsKey(item.key())).count();
        left += still.size();
    }

    private static void requireGoOn(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
    }

    /** On disk, and not only on its way there, before anything is removed. */
    private void export(List<Item> items) throws IOException {
        for (Item item : items) {
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
