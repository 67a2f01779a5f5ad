package io.rowlift.verify;

import io.rowlift.keys.SortedHashes;
import io.rowlift.plan.RunSignal;
import io.rowlift.target.TargetReader;
import io.rowlift.target.TargetReader.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks in all tables, part by part, for items that no row makes. */
final class TargetSearch {

    /** Below it a table is not worth more requests at the same time. */
    private static final int FEWEST_SEGMENTS = 4;

    /** DynamoDB's limit. */
    private static final int MOST_SEGMENTS = 1_000_000;

    private final List<String> tables;
    private final TargetReader target;
    private final VerifyOptions options;
    private final RunSignal signal;
    private final VerifyStore store;
    private final ExpectedKeys expected;

    TargetSearch(
            List<String> tables,
            TargetReader target,
            VerifyOptions options,
            RunSignal signal,
            VerifyStore store,
            ExpectedKeys expected) {
        this.tables = List.copyOf(tables);
        this.target = target;
        this.options = options;
        this.signal = signal;
        this.store = store;
        this.expected = expected;
    }

    /** Returns all parts; depends on what is remembered alone. */
    List<PartFile> parts() throws IOException {
        List<PartFile> files = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            for (int segment = 0; segment < segments(); segment++) {
                files.add(store.segment(table, segment));
            }
        }
        return files;
    }

    /**
     * Searches, and asks the source again whose the extra items are.
     *
     * @param own tells which keys count in shared tables; null when all of them do
     */
    List<VerifiedTable> run(@Nullable OwnKeys own, List<Slice> slices, Rendering rendering, VerifyListener listener)
            throws IOException {
        listener.entered(VerifyListener.Phase.SEARCHING);
        search(own, listener);
        List<VerifiedTable> found = outcome(null);
        if (found.stream().allMatch(table -> table.extra() == 0)) {
            return found;
        }
        try (SortedHashes claimed = new Claims(store, rendering).look(parts(), slices)) {
            return claimed.size() == 0 ? found : outcome(claimed);
        }
    }

    private void search(@Nullable OwnKeys own, VerifyListener listener) throws IOException {
        try (SortedHashes keys = expected.open();
                Workers workers = new Workers(options.workers(), signal)) {
            int segments = segments();
            for (int table = 0; table < tables.size(); table++) {
                for (int segment = 0; segment < segments; segment++) {
                    PartFile part = store.segment(table, segment);
                    if (part.exists()) {
                        listener.scanned(SegmentCounts.of(part.counts()).items());
                    } else {
                        String name = tables.get(table);
                        Segment which = new Segment(segment, segments);
                        workers.add(stop -> search(name, which, part, own, keys, listener, stop));
                    }
                }
            }
            workers.await();
        }
    }

    private void search(
            String table,
            Segment segment,
            PartFile part,
            @Nullable OwnKeys own,
            SortedHashes keys,
            VerifyListener listener,
            BooleanSupplier stop) {
        try (PartFile.Writer out = part.write()) {
            SegmentSearch search = new SegmentSearch(target, own, keys, out, listener);
            out.commit(search.run(table, segment, stop).fields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<VerifiedTable> outcome(@Nullable SortedHashes claimed) throws IOException {
        List<VerifiedTable> verified = new ArrayList<>();
        Outcome outcome = new Outcome(store, options.first());
        int segments = segments();
        for (int table = 0; table < tables.size(); table++) {
            verified.add(outcome.table(tables.get(table), table, segments, claimed));
        }
        return verified;
    }

    /** As many as there should be parts of the wanted size. */
    private int segments() throws IOException {
        try (SortedHashes keys = expected.open()) {
            return (int) Math.max(FEWEST_SEGMENTS, Math.min(MOST_SEGMENTS, keys.size() / options.segmentItems() + 1));
        }
    }
}
