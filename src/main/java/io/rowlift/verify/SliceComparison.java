package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.HashRuns;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import io.rowlift.target.TargetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Compares one slice's rows with the items that the target holds. For one thread. */
final class SliceComparison {

    static final String STOPPED = "the comparison was stopped";

    private final EntityReading reading;
    private final TargetReader target;
    private final Expiry expiry;
    private final PartFile.Writer out;
    private final HashRuns keys;
    private final Candidates candidates;
    private final VerifyListener listener;
    private SliceCounts counts = SliceCounts.ZERO;

    SliceComparison(
            EntityReading reading,
            TargetReader target,
            Expiry expiry,
            PartFile.Writer out,
            HashRuns keys,
            Candidates candidates,
            VerifyListener listener) {
        this.reading = reading;
        this.target = target;
        this.expiry = expiry;
        this.out = out;
        this.keys = keys;
        this.candidates = candidates;
        this.listener = listener;
    }

    /** Compares, and returns what was counted. */
    SliceCounts run(Slice slice, int chunk, BooleanSupplier stop) throws IOException {
        try (RowCursor cursor = reading.reader().open(slice.range(), null)) {
            int left = slice.whole() ? Integer.MAX_VALUE : slice.rows();
            while (left > 0) {
                List<Row> rows = cursor.next(Math.min(chunk, left));
                if (rows.isEmpty()) {
                    return counts;
                }
                requireGoOn(stop);
                compare(rows);
                left = slice.whole() ? left : left - rows.size();
            }
            if (slice.last()) {
                Row last = last(cursor, chunk, stop);
                if (last != null) {
                    compare(List.of(last));
                }
            }
        }
        return counts;
    }

    private static @Nullable Row last(RowCursor cursor, int chunk, BooleanSupplier stop) {
        Row last = null;
        for (List<Row> rows = cursor.next(chunk); !rows.isEmpty(); rows = cursor.next(chunk)) {
            requireGoOn(stop);
            last = rows.get(rows.size() - 1);
        }
        return last;
    }

    private static void requireGoOn(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(STOPPED);
        }
    }

    private void compare(List<Row> rows) throws IOException {
        List<Mapped> mapped = rows.stream().map(reading.mapper()).toList();
        List<ItemKey> all = mapped.stream()
                .flatMap(row -> row.items().stream())
                .map(Item::key)
                .toList();
        Map<ItemKey, Item> found = all.isEmpty() ? Map.of() : target.fetch(all);
        List<Mapped> suspects = new ArrayList<>();
        for (Mapped row : mapped) {
            Owner owner = new Owner(reading.entity(), row.row());
            candidates.look(owner, row);
            RowOutcome outcome = RowOutcome.of(owner, row.items(), found, expiry, false);
            if (outcome.findings().isEmpty()) {
                expect(row);
                take(row, outcome);
            } else {
                suspects.add(row);
            }
        }
        if (!suspects.isEmpty()) {
            lookAgain(suspects);
        }
        listener.compared(reading.entity(), rows.size(), all.size());
    }

    private void lookAgain(List<Mapped> suspects) throws IOException {
        List<SecondLook.Looked> looked = new SecondLook(reading, target, expiry).at(suspects);
        for (SecondLook.Looked row : looked) {
            expect(row.now());
            take(row.now(), row.outcome());
        }
    }

    /** What a row made before it was looked at again is expected no more: if it is there, the target has it too many. */
    private void expect(Mapped row) throws IOException {
        for (Item item : row.items()) {
            keys.add(KeyHash.of(item.key()));
        }
    }

    private void take(Mapped row, RowOutcome outcome) throws IOException {
        long missing = 0;
        long changed = 0;
        for (Finding finding : outcome.findings()) {
            out.add(finding);
            missing += finding.kind() == Finding.Kind.MISSING ? 1 : 0;
            changed += finding.changed() ? 1 : 0;
        }
        counts = counts.plus(new SliceCounts(
                1,
                row.rejection() == null ? 0 : 1,
                outcome.equal(),
                missing,
                outcome.findings().size() - missing,
                outcome.expired(),
                changed,
                0));
    }
}
