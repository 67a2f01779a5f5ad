package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects hashes from several threads in bounded memory and tells which of them came more than once. Its files lie in
 * a directory of their own, which is removed on closing, and emptied on opening in case that nobody came to close it.
 */
public final class Duplicates implements AutoCloseable {

    private final Path directory;
    private final long memory;
    private final int writers;
    private final List<HashRuns> collectors = new ArrayList<>();

    /**
     * Makes the directory ready.
     *
     * @param directory an existing one, for nothing else
     * @param memory bytes that all writers, and later the merge, may use together
     * @param writers threads that collect
     */
    public Duplicates(Path directory, long memory, int writers) throws IOException {
        this.directory = directory;
        this.memory = memory;
        this.writers = writers;
        empty();
    }

    /** Returns a new collector; each thread needs its own, and closes it when it has added everything. */
    public HashRuns collector() {
        synchronized (collectors) {
            HashRuns collector = new HashRuns(directory, "run-" + collectors.size(), memory / writers);
            collectors.add(collector);
            return collector;
        }
    }

    /**
     * Returns hashes that were added more than once, after all collectors are closed.
     *
     * @param max at most so many
     */
    public Set<KeyHash> find(int max) throws IOException {
        List<Path> runs = collectors.stream().flatMap(c -> c.runs().stream()).toList();
        Repeats repeats = new Repeats(max);
        new HashMerge(directory, memory).run(runs, repeats::take);
        return repeats.found();
    }

    /** Removes all files. */
    @Override
    public void close() throws IOException {
        empty();
        Files.delete(directory);
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
