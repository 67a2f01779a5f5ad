package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of one entity's rows; safe for use by several threads. */
final class EntityTally {

    private final String entity;
    private final int first;
    private final Expiry expiry;

    private long rows;
    private long rejected;
    private long equal;
    private long missing;
    private long different;
    private long expired;
    private final List<MissingItem> firstMissing = new ArrayList<>();
    private final List<DifferentItem> firstDifferent = new ArrayList<>();

    EntityTally(String entity, int first, Expiry expiry) {
        this.entity = entity;
        this.first = first;
        this.expiry = expiry;
    }

    synchronized void row(Mapped mapped) {
        rows++;
        rejected += mapped.rejection() == null ? 0 : 1;
    }

    synchronized void item(RowKey row, Item expected, @Nullable Item found) {
        if (found == null) {
            absent(row, expected);
            return;
        }
        List<AttributeDifference> differences = ItemComparison.differences(expected.attributes(), found.attributes());
        if (differences.isEmpty()) {
            equal++;
        } else {
            different++;
            if (firstDifferent.size() < first) {
                firstDifferent.add(new DifferentItem(expected.key(), row, differences));
            }
        }
    }

    private void absent(RowKey row, Item expected) {
        if (expiry.over(expected)) {
            expired++;
            return;
        }
        missing++;
        if (firstMissing.size() < first) {
            firstMissing.add(new MissingItem(expected.key(), row));
        }
    }

    synchronized VerifiedEntity result() {
        return new VerifiedEntity(
                entity,
                rows,
                rejected,
                equal + missing + different + expired,
                equal,
                missing,
                different,
                expired,
                firstMissing,
                firstDifferent);
    }
}
