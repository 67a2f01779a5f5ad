package io.rowlift.verify;

import io.rowlift.keys.HashMerge;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

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

    /** Sorts the hashes of finished slices, unless that has been done, and keeps those apart that came more than once. */
    void seal(List<Slice> slices) throws IOException {
        if (!Files.exists(sorted())) {
            List<Path> runs = new ArrayList<>();
            for (Slice slice : slices) {
                runs.addAll(runs(slice));
            }
            Path unsealed = file("expected-unsealed");
            SortedHashes.write(unsealed, merge(), runs);
            SortedHashes.writeRepeated(unsealed, repeated());
            Files.move(unsealed, sorted(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Opens the sorted hashes. */
    SortedHashes open() throws IOException {
        return SortedHashes.open(sorted());
    }

    /** Opens the hashes that came more than once: of keys that several rows make, or have made one after the other. */
    SortedHashes openRepeated() throws IOException {
        return SortedHashes.open(repeated());
    }

    /** Keeps which of these hashes came more than once: those of keys that several rows make. */
    void keepShared(List<Path> runs) throws IOException {
        Path again = file("again");
        SortedHashes.write(again, merge(), runs);
        SortedHashes.writeRepeated(again, file("shared"));
    }

    /** Opens the hashes of keys that several rows make. */
    SortedHashes openShared() throws IOException {
        return SortedHashes.open(file("shared"));
    }

    /** Returns what collects the keys that are looked at again. */
    HashRuns collectAgain() {
        return new HashRuns(store.directory(), "again-run", MERGING);
    }

    private HashMerge merge() {
        return new HashMerge(store.directory(), MERGING);
    }

    private Path sorted() {
        return file("expected");
    }

    private Path repeated() {
        return file("repeated");
    }

    private Path file(String name) {
        return store.directory().resolve(name);
    }
}
