package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import java.util.ArrayList;
import java.util.List;

/** Counts what stands in one table of the target; used by the scanning thread. */
final class TableTally {

    private final String table;
    private final int first;
    private long items;
    private long foreign;
    private long extra;
    private final List<ItemKey> firstExtra = new ArrayList<>();

    TableTally(String table, int first) {
        this.table = table;
        this.first = first;
    }

    void item() {
        items++;
    }

    void foreign() {
        foreign++;
    }

    void extra(ItemKey key) {
        extra++;
        if (firstExtra.size() < first) {
            firstExtra.add(key);
        }
    }

    VerifiedTable result() {
        return new VerifiedTable(table, items, foreign, extra, firstExtra);
    }
}
