package io.rowlift.source;

import io.rowlift.plan.Range;
import java.util.List;

/**
 * An entity cut finely enough to take a sample of it from all over its keys. Ranges of a load are far larger than most tables
 * are.
 *
 * @param ranges all of it, in key order
 * @param rows rows of each range, about
 */
public record Strata(List<Range> ranges, long rows) {

    /** Places in an entity from which a sample is taken: more cost more than they tell. */
    public static final int PLACES = 64;

    private static final int FINER = 4;

    /**
     * Cuts ranges finer until there are enough of them, or each row is one.
     *
     * @param ranges the ranges of a load
     * @param rangeRows rows of each of them, about
     * @param enough how many there are to be at least
     */
    public static Strata of(AggregateReader reader, List<Range> ranges, long rangeRows, int enough) {
        long rows = rangeRows;
        List<Range> finer = ranges;
        while (rows > 1 && finer.size() < enough) {
            rows = Math.max(1, rows / FINER);
            finer = reader.split(rows);
        }
        return new Strata(finer, rows);
    }
}
