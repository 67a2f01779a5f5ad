package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import io.rowlift.schema.RowKey;
import java.util.List;

/**
 * What became of one entity's rows.
 *
 * @param entity the mapping's name of it
 * @param rows selected by the source
 * @param rejected rows that the mapping rejects, which are expected to have no item
 * @param compared items that its rows make; equal + missing + different + expired
 * @param equal items that the target holds with the same value
 * @param missing items that the target does not hold
 * @param different items that the target holds with another value
 * @param expired items that the target does not hold because their time to live is over
 * @param changed how many of the missing and different items belong to rows that are known to have changed since the load
 * @param perhapsChanged how many of the other missing and different items may belong to such rows, because a table that is
 *     read for the entity was written since the load
 * @param firstMissing the first missing items, in key order, as many as were asked for
 * @param firstDifferent the first different items, in key order, as many as were asked for
 */
public record VerifiedEntity(
        String entity,
        long rows,
        long rejected,
        long compared,
        long equal,
        long missing,
        long different,
        long expired,
        long changed,
        long perhapsChanged,
        List<MissingItem> firstMissing,
        List<DifferentItem> firstDifferent) {

    public VerifiedEntity {
        firstMissing = List.copyOf(firstMissing);
        firstDifferent = List.copyOf(firstDifferent);
    }

    /** Returns the same, given that a table that is read for the entity was written since the load. */
    VerifiedEntity writtenSince() {
        return new VerifiedEntity(
                entity,
                rows,
                rejected,
                compared,
                equal,
                missing,
                different,
                expired,
                changed,
                missing + different - changed,
                firstMissing,
                firstDifferent);
    }

    /**
     * An item that the target lacks.
     *
     * @param key the item's key
     * @param row the row that makes it
     * @param changed whether the row is known to have changed since the load
     */
    public record MissingItem(ItemKey key, RowKey row, boolean changed) {}

    /**
     * An item that the target holds with another value.
     *
     * @param key the item's key
     * @param row the row that makes it
     * @param attributes those that differ
     * @param changed whether the row is known to have changed since the load
     */
    public record DifferentItem(ItemKey key, RowKey row, List<AttributeDifference> attributes, boolean changed) {

        public DifferentItem {
            attributes = List.copyOf(attributes);
        }
    }
}
