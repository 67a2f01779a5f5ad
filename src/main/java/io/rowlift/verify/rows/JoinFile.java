package io.rowlift.verify.rows;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What was found in some buckets of a table. The file is there when they are done, and never in part.
 *
 * @param path the file
 */
record JoinFile(Path path) {

    private static final int BUFFER = 1 << 14;

    /** What was counted. */
    record Counts(long equal, long rejected, long missing, long different, long extra, long changed) {

        static final Counts ZERO = new Counts(0, 0, 0, 0, 0, 0);
        static final Counts EQUAL = new Counts(1, 0, 0, 0, 0, 0);
        static final Counts REJECTED = new Counts(0, 1, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    equal + other.equal,
                    rejected + other.rejected,
                    missing + other.missing,
                    different + other.different,
                    extra + other.extra,
                    changed + other.changed);
        }

        Counts and(RowFinding finding) {
            Counts more = switch (finding.kind()) {
                case MISSING -> new Counts(0, 0, 1, 0, 0, 0);
                case DIFFERENT -> new Counts(0, 0, 0, 1, 0, 0);
                case EXTRA -> new Counts(0, 0, 0, 0, 1, 0);
            };
            return plus(more).plus(new Counts(0, 0, 0, 0, 0, finding.changed() ? 1 : 0));
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    Writer write() throws IOException {
        return new Writer();
    }

    /** Takes findings until it becomes the file. */
    final class Writer implements AutoCloseable {

        private final Path growing;
        private final FileOutputStream file;
        private final DataOutputStream out;
        private Counts counts = Counts.ZERO;

        private Writer() throws IOException {
            // a temporary file is its owner's alone
            growing = Files.createTempFile(
                    Objects.requireNonNull(path.getParent(), "a part is in a directory"), "growing", null);
            file = new FileOutputStream(growing.toFile());
            out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
        }

        void add(RowFinding finding) throws IOException {
            out.writeBoolean(true);
            finding.write(out);
            counts = counts.and(finding);
        }

        /** Rows that are not found one by one. */
        void count(Counts more) {
            counts = counts.plus(more);
        }

        void commit() throws IOException {
            out.writeBoolean(false);
            out.writeLong(counts.equal());
            out.writeLong(counts.rejected());
            out.writeLong(counts.missing());
            out.writeLong(counts.different());
            out.writeLong(counts.extra());
            out.writeLong(counts.changed());
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

    /** Hands over all findings and returns what was counted. */
    Counts read(Consumer<RowFinding> taker) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            while (in.readBoolean()) {
                taker.accept(RowFinding.read(in));
            }
            return new Counts(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }
}
