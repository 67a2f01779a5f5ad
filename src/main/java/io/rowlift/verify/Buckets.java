package io.rowlift.verify;

import io.rowlift.mapping.KeyHash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries on disk in 256 files, by the first eight bits of a hash: written first, by several threads, then read one
 * file at a time, so that what is compared with what need not fit into memory.
 */
final class Buckets implements Closeable {

    static final int COUNT = 256;

    private final Path directory;
    private final List<DataOutputStream> files = new ArrayList<>();

    private Buckets(Path directory) {
        this.directory = directory;
    }

    /** Begins without entries, in a directory of its own. */
    static Buckets create(Path directory) throws IOException {
        // a temporary directory is its owner's alone, and two verifications do not share one
        Buckets buckets = new Buckets(Files.createTempDirectory(Files.createDirectories(directory), "run"));
        for (int i = 0; i < COUNT; i++) {
            buckets.files.add(
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(buckets.file(i)), 4096)));
        }
        return buckets;
    }

    /** What an entry consists of. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    void add(KeyHash hash, Writer entry) throws IOException {
        DataOutputStream file = files.get(bucketOf(hash));
        synchronized (file) {
            entry.write(file);
        }
    }

    /** Ends the writing, and frees the file handles. */
    void seal() throws IOException {
        for (DataOutputStream file : files) {
            file.close();
        }
    }

    /** Returns the size of a sealed bucket in bytes. */
    long size(int bucket) throws IOException {
        return Files.size(file(bucket));
    }

    /** Returns a sealed bucket's entries. */
    DataInputStream open(int bucket) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file(bucket)), 1 << 16));
    }

    private static int bucketOf(KeyHash hash) {
        return (int) (hash.high() >>> 56);
    }

    private Path file(int bucket) {
        return directory.resolve("%03d".formatted(bucket));
    }

    @Override
    public void close() throws IOException {
        seal();
        for (int i = 0; i < COUNT; i++) {
            Files.deleteIfExists(file(i));
        }
        Files.deleteIfExists(directory);
        try {
            Files.deleteIfExists(directory.toAbsolutePath().getParent());
        } catch (DirectoryNotEmptyException e) {
            // another verification is at work there
        }
    }
}
