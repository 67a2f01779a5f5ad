package io.rowlift.verify;

import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.StoppedException;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks for items that no row makes, in one segment of a table. For one thread. */
final class SegmentSearch {

    private static final int REPORT_EVERY = 1000;

    /** Extra items that are looked at again together. */
    private static final int AGAIN = 100;

    private final TargetReader target;
    private final @Nullable OwnKeys own;
    private final SortedHashes expected;
    private final PartFile.Writer out;
    private final VerifyListener listener;
    private final List<ItemKey> unexpected = new ArrayList<>();
    private long items;
    private long foreign;
    private long extra;

    /**
     * Begins a segment.
     *
     * @param own tells which keys count in a shared table; null when all of them do
     */
    SegmentSearch(
            TargetReader target,
            @Nullable OwnKeys own,
            SortedHashes expected,
            PartFile.Writer out,
            VerifyListener listener) {
        this.target = target;
        this.own = own;
        this.expected = expected;
        this.out = out;
        this.listener = listener;
    }

    /** Looks, and returns what was counted. */
    SegmentCounts run(String table, Segment segment, BooleanSupplier stop) throws IOException {
        try {
            target.scanKeys(table, segment, key -> look(key, stop));
            lookAgain();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        listener.scanned(items % REPORT_EVERY);
        return new SegmentCounts(items, foreign, extra);
    }

    private void look(ItemKey key, BooleanSupplier stop) {
        if (++items % REPORT_EVERY == 0) {
            listener.scanned(REPORT_EVERY);
        }
        if (stop.getAsBoolean()) {
            throw new StoppedException(SliceComparison.STOPPED);
        }
        if (own != null && !own.contain(key)) {
            foreign++;
            return;
        }
        try {
            if (!expected.contains(KeyHash.of(key))) {
                unexpected.add(key);
                if (unexpected.size() == AGAIN) {
                    lookAgain();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody may have removed an item since the scan saw it. */
    private void lookAgain() throws IOException {
        Map<ItemKey, Item> there = unexpected.isEmpty() ? Map.of() : target.fetch(unexpected);
        for (ItemKey key : unexpected) {
            if (there.containsKey(key)) {
                out.add(Finding.extra(key));
                extra++;
            }
        }
        unexpected.clear();
    }
}
