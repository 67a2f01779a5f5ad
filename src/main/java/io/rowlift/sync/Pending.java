package io.rowlift.sync;

import io.rowlift.source.Watchlist.Path;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where changes that were heard lead, each once as far as they fit in memory; a transaction of a million rows goes to a
 * file. Nothing of it has to survive: what was not applied is heard again.
 */
final class Pending implements AutoCloseable {

    private final java.nio.file.Path directory;
    private final int inMemory;
    private final List<Path> known = new ArrayList<>();
    private final Map<Path, Set<List<String>>> values = new LinkedHashMap<>();
    private int held;
    private java.nio.file.@Nullable Path file;
    private @Nullable DataOutputStream out;

    /**
     * Begins with nothing.
     *
     * @param directory where the file goes
     * @param inMemory most values that are held in memory
     */
    Pending(java.nio.file.Path directory, int inMemory) {
        this.directory = directory;
        this.inMemory = inMemory;
    }

    /** Adds where a changed row leads. */
    void add(Path path, List<String> row) {
        if (values.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(row) && ++held >= inMemory) {
            spill();
        }
    }

    boolean isEmpty() {
        return held == 0 && file == null;
    }

    /** Returns whether so much is held that it should be applied as soon as possible. */
    boolean isFull() {
        return file != null || held * 2 >= inMemory;
    }

    /**
     * Hands everything over in portions, oldest first, and forgets it.
     *
     * @param size most values of a portion
     */
    void drain(int size, Consumer<Map<Path, List<List<String>>>> consumer) {
        try {
            if (file != null) {
                spill();
                closeFile();
                read(size, consumer);
                Files.delete(file);
                file = null;
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Portion portion = new Portion(size, consumer);
        values.forEach((path, rows) -> rows.forEach(row -> portion.add(path, row)));
        portion.end();
        values.clear();
        held = 0;
    }

    private void spill() {
        try {
            DataOutputStream stream = out;
            if (stream == null) {
                file = Files.createTempFile(directory, "changes", ".tmp");
                stream = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
                out = stream;
            }
            for (Map.Entry<Path, Set<List<String>>> entry : values.entrySet()) {
                for (List<String> row : entry.getValue()) {
                    write(stream, number(entry.getKey()), row);
                }
            }
            values.clear();
            held = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int number(Path path) {
        int number = known.indexOf(path);
        if (number < 0) {
            known.add(path);
            number = known.size() - 1;
        }
        return number;
    }

    private static void write(DataOutputStream stream, int path, List<String> row) throws IOException {
        stream.writeInt(path);
        stream.writeInt(row.size());
        for (String value : row) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            stream.writeInt(bytes.length);
            stream.write(bytes);
        }
    }

    private void read(int size, Consumer<Map<Path, List<List<String>>>> consumer) throws IOException {
        Portion portion = new Portion(size, consumer);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file()), 1 << 16))) {
            while (true) {
                int path;
                try {
                    path = in.readInt();
                } catch (EOFException e) {
                    break;
                }
                List<String> row = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    row.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
                }
                portion.add(known.get(path), row);
            }
        }
        portion.end();
    }

    private java.nio.file.Path file() {
        java.nio.file.Path present = file;
        if (present == null) {
            throw new IllegalStateException("nothing was written to a file");
        }
        return present;
    }

    private void closeFile() throws IOException {
        DataOutputStream stream = out;
        if (stream != null) {
            stream.close();
            out = null;
        }
    }

    private static final class Portion {

        private final int size;
        private final Consumer<Map<Path, List<List<String>>>> consumer;
        private Map<Path, List<List<String>>> rows = new LinkedHashMap<>();
        private int count;

        private Portion(int size, Consumer<Map<Path, List<List<String>>>> consumer) {
            this.size = size;
            this.consumer = consumer;
        }

        private void add(Path path, List<String> row) {
            rows.computeIfAbsent(path, p -> new ArrayList<>()).add(row);
            if (++count == size) {
                end();
            }
        }

        private void end() {
            if (count > 0) {
                Map<Path, List<List<String>>> full = rows;
                rows = new LinkedHashMap<>();
                count = 0;
                consumer.accept(full);
            }
        }
    }

    @Override
    public void close() {
        try {
            closeFile();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
