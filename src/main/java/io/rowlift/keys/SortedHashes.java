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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A file of sorted hashes in which single ones are looked up: 16 bytes per hash on disk, no memory but the operating
 * system's. Hashes are spread evenly, so that a look-up begins near its goal. Safe for use by several threads.
 */
public final class SortedHashes implements AutoCloseable {

    private static final int BYTES = HashBuffer.BYTES;

    /** Hashes that are read at once, about as many as the first guess is wrong by. */
    private static final int WINDOW = 256;

    private static final int BUFFER = 1 << 20;

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

    /** Writes the hashes of all runs into one file, which is there completely or not at all. */
    public static void write(Path file, HashMerge merge, List<Path> runs) throws IOException {
        Path growing = Files.createTempFile(merge.directory(), "sorted", null);
        try (HashFile.Writer writer = new HashFile.Writer(growing, BUFFER)) {
            merge.run(runs, hash -> {
                writer.write(hash);
                return true;
            });
        }
        Files.move(growing, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the hashes that a file holds more than once into another one, each of them once. */
    public static void writeRepeated(Path file, Path repeated) throws IOException {
        Path directory = Objects.requireNonNull(repeated.getParent(), "a file is in a directory");
        Path growing = Files.createTempFile(directory, "repeated", null);
        try (HashFile.Reader reader = new HashFile.Reader(file, BUFFER);
                HashFile.Writer writer = new HashFile.Writer(growing, BUFFER)) {
            KeyHash last = null;
            boolean written = false;
            for (KeyHash hash = reader.at(); hash != null; hash = reader.at()) {
                boolean again = hash.equals(last);
                if (again && !written) {
                    writer.write(hash);
                }
                written = again;
                last = hash;
                reader.next();
            }
        }
        Files.move(growing, repeated, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the first of the hashes, at most so many. */
    public Set<KeyHash> first(int max) throws IOException {
        HashBuffer buffer = read(0, (int) Math.min(max, size));
        Set<KeyHash> first = new HashSet<>();
        for (int i = 0; i < buffer.size(); i++) {
            first.add(buffer.get(i));
        }
        return first;
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
