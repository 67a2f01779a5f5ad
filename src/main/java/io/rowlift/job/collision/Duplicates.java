package io.rowlift.job.collision;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.mapping.KeyHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects hashes from several threads in bounded memory and tells which of them came more than once. Its files lie in
 * a directory of their own, which is removed on closing, and emptied on opening in case that nobody came to close it.
 */
public final class Duplicates implements AutoCloseable {

    /** Runs that are merged at once: each needs an open file and a share of the memory. */
    private static final int FAN_IN = 128;

    private final Path directory;
    private final long memory;
    private final int writers;
    private final Deque<Path> runs = new ArrayDeque<>();
    private int made;

    /**
     * Makes the directory ready.
     *
     * @param memory bytes that all writers, and later the merge, may use together
     * @param writers threads that collect
     */
    public Duplicates(Path directory, long memory, int writers) throws IOException {
        this.directory = directory;
        this.memory = memory;
        this.writers = writers;
        remove();
        StateDirectory.create(directory);
    }

    /** Collects hashes on behalf of one thread. */
    public final class Collector implements AutoCloseable {

        private final HashBuffer buffer = new HashBuffer(HashBuffer.capacity(memory / writers));

        /** Adds a hash. */
        public void add(KeyHash hash) throws IOException {
            buffer.add(hash);
            if (buffer.isFull()) {
                spill();
            }
        }

        private void spill() throws IOException {
            buffer.sort();
            Path run = newRun();
            try (HashFile.Writer writer = new HashFile.Writer(run, 1 << 16)) {
                for (int i = 0; i < buffer.size(); i++) {
                    writer.write(buffer.get(i));
                }
            }
            buffer.clear();
            add(run);
        }

        /** Hands over what is left. */
        @Override
        public void close() throws IOException {
            if (buffer.size() > 0) {
                spill();
            }
        }

        private void add(Path run) {
            synchronized (runs) {
                runs.add(run);
            }
        }
    }

    /** Returns a new collector; each thread needs its own. */
    public Collector collector() {
        return new Collector();
    }

    /**
     * Returns hashes that were added more than once, after all collectors are closed.
     *
     * @param max at most so many
     */
    public Set<KeyHash> find(int max) throws IOException {
        while (runs.size() > FAN_IN) {
            List<Path> some = new ArrayList<>();
            for (int i = 0; i < FAN_IN; i++) {
                some.add(runs.remove());
            }
            Path merged = newRun();
            try (HashFile.Writer writer = new HashFile.Writer(merged, buffer())) {
                merge(some, hash -> {
                    writer.write(hash);
                    return true;
                });
            }
            for (Path run : some) {
                Files.delete(run);
            }
            runs.add(merged);
        }
        Set<KeyHash> found = new HashSet<>();
        Last last = new Last();
        merge(List.copyOf(runs), hash -> {
            if (hash.equals(last.hash)) {
                found.add(hash);
            }
            last.hash = hash;
            return found.size() < max;
        });
        return found;
    }

    private static final class Last {

        private @Nullable KeyHash hash;
    }

    /** Takes one hash after another and says whether it wants more. */
    private interface Taker {

        boolean take(KeyHash hash) throws IOException;
    }

    private void merge(List<Path> some, Taker taker) throws IOException {
        List<HashFile.Reader> opened = new ArrayList<>();
        try {
            PriorityQueue<HashFile.Reader> readers = new PriorityQueue<>();
            for (Path run : some) {
                HashFile.Reader reader = new HashFile.Reader(run, buffer());
                opened.add(reader);
                if (reader.at() != null) {
                    readers.add(reader);
                }
            }
            boolean more = true;
            while (more && !readers.isEmpty()) {
                HashFile.Reader first = readers.remove();
                KeyHash hash = first.at();
                more = hash == null || taker.take(hash);
                first.next();
                if (first.at() != null) {
                    readers.add(first);
                }
            }
        } finally {
            for (HashFile.Reader reader : opened) {
                reader.close();
            }
        }
    }

    private int buffer() {
        return (int) Math.max(4096, Math.min(1 << 20, memory / (FAN_IN + 1)));
    }

    private Path newRun() throws IOException {
        synchronized (runs) {
            return StateDirectory.privateFile(directory.resolve("run-" + made++));
        }
    }

    /** Removes all files. */
    @Override
    public void close() throws IOException {
        remove();
    }

    private void remove() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
