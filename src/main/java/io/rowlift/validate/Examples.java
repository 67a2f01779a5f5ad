package io.rowlift.validate;

import io.rowlift.schema.RowKey;
import java.util.List;
import java.util.TreeMap;

/** The first few rows of a kind, in key order, whichever thread saw them. */
final class Examples {

    /** Enough to see what they have in common. */
    static final int MOST = 5;

    private final TreeMap<Long, RowKey> rows = new TreeMap<>();
    private long count;

    /**
     * Counts a row.
     *
     * @param place where it stands in its entity
     */
    void add(long place, RowKey row) {
        count++;
        keep(place, row);
    }

    void merge(Examples other) {
        count += other.count;
        other.rows.forEach(this::keep);
    }

    private void keep(long place, RowKey row) {
        if (rows.size() < MOST || place < rows.lastKey()) {
            rows.putIfAbsent(place, row);
            if (rows.size() > MOST) {
                rows.pollLastEntry();
            }
        }
    }

    long count() {
        return count;
    }

    List<RowKey> rows() {
        return List.copyOf(rows.values());
    }
}
