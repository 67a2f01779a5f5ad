package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sorted run of hashes on disk. */
final class HashFile {

    private HashFile() {}

    /** Writes hashes one after another. */
    static final class Writer implements AutoCloseable {

        private final FileOutputStream file;
        private final DataOutputStream stream;

        /** Makes the file, or makes it anew. */
        Writer(Path file, int buffer) throws IOException {
            // a temporary file is its owner's alone, whatever may be read in its directory
            Files.move(Files.createTempFile(directory(file), "new", null), file, StandardCopyOption.REPLACE_EXISTING);
            this.file = new FileOutputStream(file.toFile());
            this.stream = new DataOutputStream(new BufferedOutputStream(this.file, buffer));
        }

        private static Path directory(Path file) {
            return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
        }

        void write(KeyHash hash) throws IOException {
            stream.writeLong(hash.high());
            stream.writeLong(hash.low());
        }

        /** Whoever remembers that the file is complete relies on it, after a power loss too. */
        @Override
        public void close() throws IOException {
            try (stream) {
                stream.flush();
                file.getFD().sync();
            }
        }
    }

    /** Reads hashes one after another; ordered by the one at hand. */
    static final class Reader implements AutoCloseable, Comparable<Reader> {

        private final DataInputStream stream;
        private @Nullable KeyHash at;

        Reader(Path file, int buffer) throws IOException {
            this.stream = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), buffer));
            this.at = read();
        }

        /** Returns the hash at hand, or null at the end. */
        @Nullable
        KeyHash at() {
            return at;
        }

        void next() throws IOException {
            at = read();
        }

        private @Nullable KeyHash read() throws IOException {
            try {
                return new KeyHash(stream.readLong(), stream.readLong());
            } catch (EOFException e) {
                return null;
            }
        }

        @Override
        public int compareTo(Reader other) {
            if (at == null || other.at == null) {
                throw new IllegalStateException("a run at its end has no place among the others");
            }
            return at.compareTo(other.at);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
