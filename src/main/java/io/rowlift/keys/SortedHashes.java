package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * A file of sorted hashes in which single ones are looked up: 16 bytes per hash on disk, no memory but the operating
 * system's. Hashes are spread evenly, so that a look-up begins near its goal. Safe for use by several threads.
 */
public final class SortedHashes implements AutoCloseable {

    private static final int BYTES = HashBuffer.BYTES;

    /** Hashes that are read at once, about as many as the first guess is wrong by. */
    private static final int WINDOW = 256;

    private final FileChannel file;
    private final long size;

    private SortedHashes(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size() / BYTES;
    }

    /** Opens a file. */
    public static SortedHashes open(Path file) throws IOException {
        return new SortedHashes(FileChannel.open(file, StandardOpenOption.READ));
    }

    /**
     * Writes the hashes of all runs into one file, which is there completely or not at all.
     *
     * @param max most repeated hashes to return
     * @return hashes that came more than once
     */
    public static Set<KeyHash> write(Path file, HashMerge merge, List<Path> runs, int max) throws IOException {
        Repeats repeats = new Repeats(max);
        Path growing = Files.createTempFile(merge.directory(), "sorted", null);
        try (HashFile.Writer writer = new HashFile.Writer(growing, 1 << 20)) {
            merge.run(runs, hash -> {
                repeats.take(hash);
                writer.write(hash);
                return true;
            });
        }
        Files.move(growing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return repeats.found();
    }

    /** Returns how many hashes there are, equal ones counted as often as they were added. */
    public long size() {
        return size;
    }

    /** Returns whether the file holds a hash. */
    public boolean contains(KeyHash hash) throws IOException {
        long from = 0;
        long to = size;
        long guess = (long) ((hash.high() >>> 1) / (double) Long.MAX_VALUE * size);
        while (to - from > WINDOW) {
            long start = Math.max(from, Math.min(to - WINDOW, guess - WINDOW / 2));
            HashBuffer window = read(start, WINDOW);
            if (hash.compareTo(window.get(0)) < 0) {
                to = start;
            } else if (hash.compareTo(window.get(window.size() - 1)) > 0) {
                from = start + WINDOW;
            } else {
                return window.contains(hash);
            }
            guess = (from + to) >>> 1;
        }
        return to > from && read(from, (int) (to - from)).contains(hash);
    }

    private HashBuffer read(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count * BYTES);
        long at = from * BYTES;
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("a file of hashes has become shorter");
            }
        }
        bytes.flip();
        HashBuffer window = new HashBuffer(count);
        for (int i = 0; i < count; i++) {
            window.add(new KeyHash(bytes.getLong(), bytes.getLong()));
        }
        return window;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
