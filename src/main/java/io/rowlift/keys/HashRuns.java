package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects hashes on behalf of one thread, in bounded memory: each time that it is full, a sorted run goes to disk. */
public final class HashRuns implements AutoCloseable {

    private static final int FILE_BUFFER = 1 << 16;

    private final Path directory;
    private final String name;
    private final HashBuffer buffer;
    private final List<Path> runs = new ArrayList<>();

    /**
     * Begins without hashes.
     *
     * @param directory an existing one, in which only this object makes files of this name
     * @param name what the names of the files begin with; files of earlier attempts are replaced
     * @param memory bytes that it may use
     */
    public HashRuns(Path directory, String name, long memory) {
        this.directory = directory;
        this.name = name;
        this.buffer = new HashBuffer(HashBuffer.capacity(memory));
    }

    /** Adds a hash. */
    public void add(KeyHash hash) throws IOException {
        buffer.add(hash);
        if (buffer.isFull()) {
            spill();
        }
    }

    private void spill() throws IOException {
        buffer.sort();
        Path run = directory.resolve(name + "-" + runs.size());
        try (HashFile.Writer writer = new HashFile.Writer(run, FILE_BUFFER)) {
            for (int i = 0; i < buffer.size(); i++) {
                writer.write(buffer.get(i));
            }
        }
        buffer.clear();
        runs.add(run);
    }

    /** Returns the files so far; all of them after closing. */
    public List<Path> runs() {
        return List.copyOf(runs);
    }

    /** Writes what is left, and gives the memory back: whoever wants to know the files keeps this object. */
    @Override
    public void close() throws IOException {
        if (buffer.size() > 0) {
            spill();
        }
        buffer.release();
    }
}
