package io.rowlift.verify.rows;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The traces of one range of one side, cut into buckets by the first byte of their keys' hashes, so that the same bucket
 * of all ranges can be read without the others. The file is there when the range is done, and never in part.
 *
 * @param path the file
 */
record TraceFile(Path path) {

    /** Parts into which traces are cut. */
    static final int BUCKETS = 256;

    private static final int BUFFER = 1 << 14;

    /** Traces that are held in memory until they are written in the order of their buckets, and their bytes. */
    private static final int BLOCK = 16_384;

    private static final int BLOCK_BYTES = 8 << 20;

    /** Rows and the place of the index. */
    private static final int FOOTER = 2 * Long.BYTES;

    private static int bucket(Trace trace) {
        return (int) (trace.key().high() >>> (Long.SIZE - Byte.SIZE));
    }

    boolean exists() {
        return Files.exists(path);
    }

    Writer write() throws IOException {
        return new Writer();
    }

    /** Returns how many rows were read. */
    long rows() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(in.length() - FOOTER);
            return in.readLong();
        }
    }

    /** Takes the traces of a range. */
    final class Writer implements AutoCloseable {

        private final Path growing;
        private final FileOutputStream file;
        private final DataOutputStream out;
        private final List<List<Trace>> block = new ArrayList<>();
        private final List<Span> spans = new ArrayList<>();
        private int held;
        private long heldBytes;
        private long rows;

        private Writer() throws IOException {
            // a temporary file is its owner's alone
            growing = Files.createTempFile(
                    Objects.requireNonNull(path.getParent(), "a range is in a directory"), "growing", null);
            file = new FileOutputStream(growing.toFile());
            out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
            for (int i = 0; i < BUCKETS; i++) {
                block.add(new ArrayList<>());
            }
        }

        void add(Trace trace) throws IOException {
            rows++;
            block.get(bucket(trace)).add(trace);
            held++;
            heldBytes += trace.values().stream().mapToLong(String::length).sum();
            if (held == BLOCK || heldBytes > BLOCK_BYTES) {
                flush();
            }
        }

        private void flush() throws IOException {
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                List<Trace> traces = block.get(bucket);
                if (!traces.isEmpty()) {
                    out.flush();
                    spans.add(new Span(bucket, file.getChannel().position(), traces.size()));
                    for (Trace trace : traces) {
                        trace.write(out);
                    }
                    traces.clear();
                }
            }
            held = 0;
            heldBytes = 0;
        }

        /** The range is done. */
        void commit() throws IOException {
            flush();
            out.flush();
            long index = file.getChannel().position();
            out.writeInt(spans.size());
            for (Span span : spans) {
                out.writeInt(span.bucket());
                out.writeLong(span.offset());
                out.writeInt(span.traces());
            }
            out.writeLong(rows);
            out.writeLong(index);
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

    /**
     * Traces of one bucket that stand together.
     *
     * @param bucket its number
     * @param offset of the first byte
     * @param traces how many they are
     */
    record Span(int bucket, long offset, int traces) {}

    /** Hears of traces. */
    interface Reader {
        void read(Trace trace) throws IOException;
    }

    /** Returns where the traces of each bucket stand. */
    List<Span> spans() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(in.length() - Long.BYTES);
            in.seek(in.readLong());
            DataInputStream data =
                    new DataInputStream(new BufferedInputStream(Channels.newInputStream(in.getChannel()), BUFFER));
            int count = data.readInt();
            List<Span> spans = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                spans.add(new Span(data.readInt(), data.readLong(), data.readInt()));
            }
            return spans;
        }
    }

    /** Reads the traces of some spans. */
    void read(List<Span> spans, Reader reader) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            for (Span span : spans) {
                in.seek(span.offset());
                DataInputStream data =
                        new DataInputStream(new BufferedInputStream(Channels.newInputStream(in.getChannel()), BUFFER));
                for (int i = 0; i < span.traces(); i++) {
                    reader.read(Trace.read(data));
                }
            }
        }
    }
}
