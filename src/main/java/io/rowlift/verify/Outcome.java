package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.keys.SortedHashes;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the parts of a comparison found, in the order of the keys, whoever found it when.
 *
 * @param store where the parts are
 * @param first how many items of each kind are named
 */
record Outcome(VerifyStore store, int first) {

    VerifiedEntity entity(String entity, List<Slice> slices) throws IOException {
        SliceCounts counts = SliceCounts.ZERO;
        List<MissingItem> missing = new ArrayList<>();
        List<DifferentItem> different = new ArrayList<>();
        for (Slice slice : slices) {
            PartFile file = store.slice(slice);
            SliceCounts part = SliceCounts.of(file.counts());
            counts = counts.plus(part);
            if ((part.missing() > 0 && missing.size() < first) || (part.different() > 0 && different.size() < first)) {
                file.read(finding -> add(finding, missing, different));
            }
        }
        return new VerifiedEntity(
                entity,
                counts.rows(),
                counts.rejected(),
                counts.items(),
                counts.equal(),
                counts.missing(),
                counts.different(),
                counts.expired(),
                counts.changed(),
                0,
                missing,
                different);
    }

    private boolean add(Finding finding, List<MissingItem> missing, List<DifferentItem> different) {
        Owner owner = Objects.requireNonNull(finding.row(), "a row makes what is missing or different");
        if (finding.kind() == Finding.Kind.MISSING && missing.size() < first) {
            missing.add(new MissingItem(finding.key(), owner.row(), finding.changed()));
        } else if (finding.kind() == Finding.Kind.DIFFERENT && different.size() < first) {
            different.add(new DifferentItem(finding.key(), owner.row(), finding.attributes(), finding.changed()));
        }
        return missing.size() < first || different.size() < first;
    }

    /** Leaves out extra items that rows make by now. */
    VerifiedTable table(String table, int number, int segments, @Nullable SortedHashes claimed) throws IOException {
        SegmentCounts counts = SegmentCounts.ZERO;
        Extra extra = new Extra(claimed);
        for (int segment = 0; segment < segments; segment++) {
            PartFile file = store.segment(number, segment);
            SegmentCounts part = SegmentCounts.of(file.counts());
            counts = counts.plus(part);
            if (part.extra() > 0) {
                file.read(finding -> extra.add(finding.key()));
            }
        }
        return new VerifiedTable(table, counts.items(), counts.foreign(), extra.count, extra.named);
    }

    private final class Extra {

        private final @Nullable SortedHashes claimed;
        private final List<ItemKey> named = new ArrayList<>();
        private long count;

        private Extra(@Nullable SortedHashes claimed) {
            this.claimed = claimed;
        }

        private boolean add(ItemKey key) {
            try {
                if (claimed == null || !claimed.contains(KeyHash.of(key))) {
                    count++;
                    if (named.size() < first) {
                        named.add(key);
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
