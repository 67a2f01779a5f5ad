package io.rowlift.keys;

import io.rowlift.mapping.KeyHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts sorted runs together into one order, in bounded memory and with a bounded number of open files.
 *
 * @param directory for runs in between, which are removed at the end
 * @param memory bytes that it may use
 */
public record HashMerge(Path directory, long memory) {

    /** Runs that are merged at once: each needs an open file and a share of the memory. */
    private static final int FAN_IN = 128;

    /** Takes one hash after another, in order, and says whether it wants more. */
    public interface Taker {
        boolean take(KeyHash hash) throws IOException;
    }

    /** Hands over the hashes of all runs; an equal one as often as it occurs. */
    public void run(List<Path> runs, Taker taker) throws IOException {
        Deque<Path> left = new ArrayDeque<>(runs);
        List<Path> between = new ArrayList<>();
        try {
            while (left.size() > FAN_IN) {
                List<Path> some = new ArrayList<>();
                for (int i = 0; i < FAN_IN; i++) {
                    some.add(left.remove());
                }
                Path merged = Files.createTempFile(directory, "merge", null);
                between.add(merged);
                left.add(merged);
                try (HashFile.Writer writer = new HashFile.Writer(merged, buffer())) {
                    merge(some, hash -> {
                        writer.write(hash);
                        return true;
                    });
                }
                for (Path done : some) {
                    if (between.remove(done)) {
                        Files.delete(done);
                    }
                }
            }
            merge(List.copyOf(left), taker);
        } finally {
            for (Path path : between) {
                Files.deleteIfExists(path);
            }
        }
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
}
