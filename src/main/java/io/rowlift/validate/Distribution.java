package io.rowlift.validate;

import io.rowlift.schema.RowKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a number is distributed: the size of items in bytes, the length of embedded lists.
 *
 * @param count how many numbers there are
 * @param sum of all
 * @param median half of all are not larger
 * @param p99 99 of 100 are not larger
 * @param max the largest
 * @param maxRow the first row that has the largest, or null when there is none
 * @param buckets from the smallest to the largest, without gaps
 */
public record Distribution(
        long count,
        long sum,
        int median,
        int p99,
        int max,
        @Nullable RowKey maxRow,
        List<Bucket> buckets) {

    public Distribution {
        buckets = List.copyOf(buckets);
    }

    /**
     * Numbers that count as near each other.
     *
     * @param from smallest, included
     * @param to largest, included
     * @param count how many there are
     */
    public record Bucket(int from, int to, long count) {}

    /** Puts numbers into buckets that double: 0, 1, 2 to 3, 4 to 7 and so on. */
    static List<Bucket> buckets(long[] counts) {
        List<Bucket> all = new ArrayList<>();
        int from = 0;
        while (from < counts.length) {
            int to = from == 0 ? 0 : from * 2 - 1;
            long count = 0;
            for (int i = from; i <= Math.min(to, counts.length - 1); i++) {
                count += counts[i];
            }
            all.add(new Bucket(from, to, count));
            from = to + 1;
        }
        while (!all.isEmpty() && all.get(0).count() == 0) {
            all.remove(0);
        }
        while (!all.isEmpty() && all.get(all.size() - 1).count() == 0) {
            all.remove(all.size() - 1);
        }
        return all;
    }
}
