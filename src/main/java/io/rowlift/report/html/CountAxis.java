package io.rowlift.report.html;

import io.rowlift.report.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * The axis on which counts are drawn.
 *
 * @param scale how
 * @param top the count at its upper end, at least 1
 * @param ticks the counts that get a line, ascending, without 0
 */
record CountAxis(Histogram.Scale scale, long top, List<Long> ticks) {

    private static final int MOST_TICKS = 4;

    /** Returns the axis that counts up to the given one fit on. */
    static CountAxis of(Histogram.Scale scale, long largest) {
        long count = Math.max(1, largest);
        return switch (scale) {
            case LINEAR -> linear(count);
            case LOGARITHMIC -> logarithmic(count);
        };
    }

    private static CountAxis linear(long largest) {
        long step = step(largest);
        List<Long> ticks = new ArrayList<>();
        for (long tick = step; ticks.isEmpty() || ticks.get(ticks.size() - 1) < largest; tick += step) {
            ticks.add(tick);
        }
        return new CountAxis(Histogram.Scale.LINEAR, ticks.get(ticks.size() - 1), ticks);
    }

    /** The smallest of 1, 2, 5, 10, 20, 50 ... of which few make the whole. */
    private static long step(long largest) {
        long power = 1;
        while (true) {
            for (long step : new long[] {power, 2 * power, 5 * power}) {
                if ((largest - 1) / step < MOST_TICKS) {
                    return step;
                }
            }
            power *= 10;
        }
    }

    /** Powers of ten; one that would stand next to 0 is left out. */
    private static CountAxis logarithmic(long largest) {
        List<Long> ticks = new ArrayList<>();
        int decades = (int) Math.log10((double) largest);
        int apart = decades / MOST_TICKS + 1;
        long factor = (long) Math.pow(10, apart);
        for (long tick = largest < 100 ? 1 : factor; tick <= largest; tick *= factor) {
            ticks.add(tick);
        }
        return new CountAxis(Histogram.Scale.LOGARITHMIC, largest, ticks);
    }

    /** Returns how far up a count reaches, from 0 to 1. */
    double share(long count) {
        return switch (scale) {
            case LINEAR -> (double) count / top;
            case LOGARITHMIC -> Math.log1p((double) count) / Math.log1p((double) top);
        };
    }
}
