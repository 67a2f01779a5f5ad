package io.rowlift.verify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What was found in one part of a comparison: findings in the order in which they were made, then counters. The file is
 * there when the part is done, and never in part.
 *
 * @param path the file
 * @param counters how many there are
 */
record PartFile(Path path, int counters) {

    private static final int BUFFER = 1 << 14;

    boolean exists() {
        return Files.exists(path);
    }

    /** Begins the part anew. */
    Writer write() throws IOException {
        return new Writer();
    }

    /** Takes findings until it becomes the file. */
    final class Writer implements AutoCloseable {

        private final Path growing;
        private final FileOutputStream file;
        private final DataOutputStream out;

        private Writer() throws IOException {
            // a temporary file is its owner's alone
            growing = Files.createTempFile(
                    Objects.requireNonNull(path.getParent(), "a part is in a directory"), "growing", null);
            file = new FileOutputStream(growing.toFile());
            out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
        }

        void add(Finding finding) throws IOException {
            out.writeBoolean(true);
            FindingCodec.write(out, finding);
        }

        /** The part is done. */
        void commit(long... counts) throws IOException {
            out.writeBoolean(false);
            for (long count : counts) {
                out.writeLong(count);
            }
            out.flush();
            file.getFD().sync();
            out.close();
            Files.move(growing, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Forgets what was not committed. */
        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(growing);
        }
    }

    /** Returns the counters. */
    long[] counts() throws IOException {
        long[] counts = new long[counters];
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(in.length() - 8L * counters);
            for (int i = 0; i < counters; i++) {
                counts[i] = in.readLong();
            }
        }
        return counts;
    }

    /** Hands over findings, until the reader wants no more. */
    void read(Predicate<Finding> more) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            boolean wanted = true;
            while (wanted && in.readBoolean()) {
                wanted = more.test(FindingCodec.read(in));
            }
        }
    }
}
