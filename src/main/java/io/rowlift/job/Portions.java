package io.rowlift.job;

import io.rowlift.schema.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows are written in one transaction of the target: enough to make its commit cheap, and no more. */
final class Portions {

    /** What a kill repeats is what was read in such a time, at the most twice: once read, once written. */
    private static final Duration TIME = Duration.ofSeconds(2);

    /** So many rows tell how large all of them are. */
    private static final int SAMPLE = 128;

    private Portions() {}

    static boolean suffice(List<Row> rows, Duration reading, long most) {
        return reading.compareTo(TIME) >= 0 || bytes(rows) >= most;
    }

    private static long bytes(List<Row> rows) {
        int step = Math.max(1, rows.size() / SAMPLE);
        long sum = 0;
        int seen = 0;
        for (int i = 0; i < rows.size(); i += step) {
            sum += bytes(rows.get(i));
            seen++;
        }
        return seen == 0 ? 0 : sum * rows.size() / seen;
    }

    private static long bytes(Row row) {
        long sum = 0;
        for (int i = 0; i < row.size(); i++) {
            sum += bytes(row.get(i));
        }
        return sum;
    }

    private static long bytes(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] data) {
            return data.length;
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().mapToLong(Portions::bytes).sum();
        }
        return Long.BYTES;
    }
}
