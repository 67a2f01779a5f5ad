package io.rowlift.verify;

import io.rowlift.keys.HashMerge;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.KeyHash;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The hashes of the keys that the source's rows make, in files of a comparison's directory: 32 bytes of disk for each, and
 * memory that does not grow.
 *
 * @param store where the files are
 */
record ExpectedKeys(VerifyStore store) {

    /** Of each thread that collects: a run is 65,536 hashes, so that a billion of them needs two merges. */
    private static final long COLLECTING = 1L << 20;

    private static final long MERGING = 16L << 20;

    /** Keys that several rows make: more than anybody will mend one by one, and few enough to be kept in memory. */
    private static final int REPEATED = 10_000;

    /** Returns what collects the keys of one slice, by one thread. */
    HashRuns collect(Slice slice) {
        return new HashRuns(store.directory(), name(slice), COLLECTING);
    }

    private static String name(Slice slice) {
        return "keys-" + slice.number();
    }

    /** Returns the files with a finished slice's hashes. */
    List<Path> runs(Slice slice) throws IOException {
        long count = SliceCounts.of(store.slice(slice).counts()).runs();
        List<Path> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(store.directory().resolve(name(slice) + "-" + i));
        }
        return runs;
    }

    /** Sorts the hashes of finished slices, unless that has been done, and returns those that came more than once. */
    Set<KeyHash> seal(List<Slice> slices) throws IOException {
        if (!Files.exists(sorted())) {
            List<Path> runs = new ArrayList<>();
            for (Slice slice : slices) {
                runs.addAll(runs(slice));
            }
            Path unsealed = store.directory().resolve("expected-unsealed");
            HashMerge merge = new HashMerge(store.directory(), MERGING);
            keep(SortedHashes.write(unsealed, merge, runs, REPEATED));
            Files.move(unsealed, sorted(), StandardCopyOption.ATOMIC_MOVE);
        }
        return repeated();
    }

    /** Opens the sorted hashes. */
    SortedHashes open() throws IOException {
        return SortedHashes.open(sorted());
    }

    private Path sorted() {
        return store.directory().resolve("expected");
    }

    private void keep(Set<KeyHash> repeated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(repeated.size());
        for (KeyHash hash : repeated) {
            out.writeLong(hash.high());
            out.writeLong(hash.low());
        }
        store.replace("repeated", bytes.toByteArray());
    }

    private Set<KeyHash> repeated() throws IOException {
        try (DataInputStream in =
                new DataInputStream(Files.newInputStream(store.directory().resolve("repeated")))) {
            Set<KeyHash> repeated = new LinkedHashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                repeated.add(new KeyHash(in.readLong(), in.readLong()));
            }
            return repeated;
        }
    }
}
