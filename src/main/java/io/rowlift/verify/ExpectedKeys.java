package io.rowlift.verify;

import io.rowlift.keys.HashMerge;
import io.rowlift.keys.HashRuns;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.KeyHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hashes of the keys that the source's rows make: 32 bytes of disk for each, and memory that does not grow. */
final class ExpectedKeys implements Closeable {

    private static final long MEMORY = 64L << 20;

    /** Keys that several rows make: more than anybody will mend one by one, and few enough to be kept in memory. */
    private static final int REPEATED = 10_000;

    private final Path directory;
    private final int workers;
    private final List<HashRuns> parts = new ArrayList<>();
    private @Nullable SortedHashes sorted;

    private ExpectedKeys(Path directory, int workers) {
        this.directory = directory;
        this.workers = workers;
    }

    static ExpectedKeys create(Path directory, int workers) throws IOException {
        // a temporary directory is its owner's alone, and two verifications do not share one
        Path own = Files.createTempDirectory(Files.createDirectories(directory), "run");
        return new ExpectedKeys(own, workers);
    }

    /** Returns what collects the keys of one range, by one thread. */
    HashRuns part() {
        synchronized (parts) {
            HashRuns part = new HashRuns(directory, "part-" + parts.size(), MEMORY / workers);
            parts.add(part);
            return part;
        }
    }

    /** Ends the collecting, and returns hashes that came more than once. */
    Set<KeyHash> seal() throws IOException {
        List<Path> runs = parts.stream().flatMap(part -> part.runs().stream()).toList();
        Path file = directory.resolve("sorted");
        Set<KeyHash> repeated = SortedHashes.write(file, new HashMerge(directory, MEMORY), runs, REPEATED);
        sorted = SortedHashes.open(file);
        return repeated;
    }

    boolean contain(KeyHash hash) throws IOException {
        return Objects.requireNonNull(sorted, "not sealed yet").contains(hash);
    }

    @Override
    public void close() throws IOException {
        if (sorted != null) {
            sorted.close();
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
