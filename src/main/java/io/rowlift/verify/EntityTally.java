package io.rowlift.verify;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.schema.RowKey;
import io.rowlift.verify.VerifiedEntity.DifferentItem;
import io.rowlift.verify.VerifiedEntity.MissingItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of one entity's rows; safe for use by several threads. */
final class EntityTally {

    private final String entity;
    private final int first;
    private final Instant now;

    private long rows;
    private long rejected;
    private long equal;
    private long missing;
    private long different;
    private long expired;
    private final List<MissingItem> firstMissing = new ArrayList<>();
    private final List<DifferentItem> firstDifferent = new ArrayList<>();

    EntityTally(String entity, int first, Instant now) {
        this.entity = entity;
        this.first = first;
        this.now = now;
    }

    synchronized void row(Mapped mapped) {
        rows++;
        rejected += mapped.rejection() == null ? 0 : 1;
    }

    synchronized void item(RowKey row, Item expected, @Nullable Item found, TableDesign table) {
        if (found == null) {
            absent(row, expected, table);
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

    private void absent(RowKey row, Item expected, TableDesign table) {
        if (expired(expected, table)) {
            expired++;
            return;
        }
        missing++;
        if (firstMissing.size() < first) {
            firstMissing.add(new MissingItem(expected.key(), row));
        }
    }

    /** DynamoDB deletes such an item at any time, or has done so. */
    private boolean expired(Item expected, TableDesign table) {
        return table.ttl() != null
                && expected.attributes().get(table.ttl()) instanceof Value.Num end
                && new BigDecimal(end.text()).compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0;
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
