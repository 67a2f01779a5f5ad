package io.rowlift.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values are spread.
 *
 * @param title what is spread, for example {@code Size of the items of "Order"}
 * @param things what is counted, in the plural, for example {@code items}
 * @param unit what the values are
 * @param scale how the counts are drawn
 * @param buckets ascending and without gaps, at least one; each is drawn with the same width
 * @param markers the values that stand out, ascending, within the buckets
 * @param note what the reader has to know about it, or null
 */
public record Histogram(
        String title,
        String things,
        Unit unit,
        Scale scale,
        List<Bucket> buckets,
        List<Marker> markers,
        @Nullable String note)
        implements Block {

    public Histogram {
        buckets = List.copyOf(buckets);
        markers = List.copyOf(markers);
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException("the histogram \"" + title + "\" has no bucket");
        }
        for (int i = 1; i < buckets.size(); i++) {
            if (buckets.get(i).from() != buckets.get(i - 1).to()) {
                throw new IllegalArgumentException("the histogram \"" + title + "\" has a gap at bucket " + i);
            }
        }
    }

    /**
     * A part of the range of values.
     *
     * @param from the smallest value in it
     * @param to the smallest value above it
     * @param count how many values are in it
     */
    public record Bucket(long from, long to, long count) {

        public Bucket {
            if (from >= to || count < 0) {
                throw new IllegalArgumentException("no bucket: " + from + " to " + to + ", count " + count);
            }
        }
    }

    /**
     * A value that stands out.
     *
     * @param label what it is, for example {@code p99}
     * @param value where it is
     * @param subject whose it is, for example the key of the largest row, or null
     */
    public record Marker(String label, long value, @Nullable String subject) {}

    /** How counts are drawn. */
    public enum Scale {
        /** A bar's height is its count. */
        LINEAR,
        /** A bar's height is the logarithm of its count, so that one among a million is seen. */
        LOGARITHMIC
    }
}
