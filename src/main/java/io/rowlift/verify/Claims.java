package io.rowlift.verify;

import io.rowlift.keys.HashMerge;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks the whole source once more whether its rows make items that were found extra: rows may have arrived, together with
 * their items, after the source was read.
 *
 * @param store has the findings
 * @param rendering reads the source
 */
record Claims(VerifyStore store, Rendering rendering) {

    private static final long MEMORY = 1L << 24;

    /** Returns the hashes of those keys in the parts that rows make by now. */
    SortedHashes look(List<PartFile> parts, List<Slice> slices) throws IOException {
        Path extra = collect("extra", hashes -> {
            for (PartFile part : parts) {
                part.read(finding -> add(hashes, KeyHash.of(finding.key())));
            }
        });
        try (SortedHashes sorted = SortedHashes.open(extra)) {
            return SortedHashes.open(collect(
                    "made",
                    hashes -> rendering.run(slices, (reading, row) -> {
                        for (Item item : row.items()) {
                            claim(item.key(), sorted, hashes);
                        }
                    })));
        }
    }

    private interface Filling {
        void fill(HashRuns hashes) throws IOException;
    }

    private Path collect(String name, Filling filling) throws IOException {
        HashRuns runs = new HashRuns(store.directory(), name + "-run", MEMORY);
        try (runs) {
            filling.fill(runs);
        }
        Path sorted = store.directory().resolve(name);
        SortedHashes.write(sorted, new HashMerge(store.directory(), MEMORY), runs.runs());
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
}
