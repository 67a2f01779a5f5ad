package io.rowlift.target.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Capacity units by tenths of a second. */
public final class Meter {

    /** How many buckets are a second. */
    public static final int PER_SECOND = 10;

    private final long began = System.nanoTime();
    private final TreeMap<Long, Double> buckets = new TreeMap<>();

    synchronized void add(double units) {
        buckets.merge((System.nanoTime() - began) / (1_000_000_000L / PER_SECOND), units, Double::sum);
    }

    /** Forgets what has been metered. */
    public synchronized void restart() {
        buckets.clear();
    }

    /** Returns the units of each full tenth of a second: the first and the last in which there were any are cut. */
    public synchronized List<Double> tenths() {
        if (buckets.size() < 3) {
            return List.of();
        }
        long first = buckets.firstKey() + 1;
        long end = buckets.lastKey();
        List<Double> tenths = new ArrayList<>(Collections.nCopies((int) (end - first), 0.0));
        buckets.subMap(first, end).forEach((at, units) -> tenths.set((int) (at - first), units));
        return tenths;
    }

    /** Returns the units of every window of a second, one starting with each tenth. */
    public List<Double> seconds() {
        List<Double> tenths = tenths();
        List<Double> seconds = new ArrayList<>();
        for (int from = 0; from + PER_SECOND <= tenths.size(); from++) {
            seconds.add(tenths.subList(from, from + PER_SECOND).stream()
                    .mapToDouble(Double::doubleValue)
                    .sum());
        }
        return seconds;
    }

    /** Returns all units. */
    public synchronized double total() {
        return buckets.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
