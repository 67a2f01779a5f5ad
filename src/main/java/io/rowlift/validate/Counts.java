package io.rowlift.validate;

import io.rowlift.schema.RowKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How often each of a range of small whole numbers occurs, exactly: sizes of items, lengths of lists. */
final class Counts {

    private final int limit;
    private long[] counts = new long[64];
    private long total;
    private long sum;
    private int largest = -1;
    private long place = Long.MAX_VALUE;
    private @Nullable RowKey row;

    /**
     * Begins with nothing.
     *
     * @param limit larger numbers count as this one
     */
    Counts(int limit) {
        this.limit = limit;
    }

    void add(int number, long at, RowKey of) {
        count(number, 1);
        sum += number;
        if (number > largest || (number == largest && at < place)) {
            largest = number;
            place = at;
            row = of;
        }
    }

    private void count(int number, long times) {
        int slot = Math.min(number, limit);
        if (slot >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(limit + 1, Math.max(slot + 1, counts.length * 2)));
        }
        counts[slot] += times;
        total += times;
    }

    void merge(Counts other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                count(i, other.counts[i]);
            }
        }
        sum += other.sum;
        if (other.largest > largest || (other.largest == largest && other.place < place)) {
            largest = other.largest;
            place = other.place;
            row = other.row;
        }
    }

    /** Returns the smallest number that at least this share of all is not larger than; 0 when there is none. */
    private int percentile(double share) {
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return i;
            }
        }
        return 0;
    }

    /** Returns the largest number that is not above a limit; 0 when there is none. */
    int largestUpTo(int most) {
        for (int i = Math.min(most, counts.length - 1); i > 0; i--) {
            if (counts[i] > 0) {
                return i;
            }
        }
        return 0;
    }

    Distribution distribution() {
        return new Distribution(
                total, sum, percentile(0.5), percentile(0.99), Math.max(0, largest), row, Distribution.buckets(counts));
    }
}
