package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of the items of one row.
 *
 * @param equal items that are as they should be
 * @param expired items that are absent because their time is over
 * @param findings the others
 */
record RowOutcome(int equal, int expired, List<Finding> findings) {

    /**
     * Compares.
     *
     * @param items what the row makes
     * @param found what the target holds
     * @param changed whether the row is known to have changed since the load
     */
    static RowOutcome of(Owner row, List<Item> items, Map<ItemKey, Item> found, Expiry expiry, boolean changed) {
        int equal = 0;
        int expired = 0;
        List<Finding> findings = new ArrayList<>();
        for (Item item : items) {
            Item held = found.get(item.key());
            if (held == null && expiry.over(item)) {
                expired++;
            } else if (held == null) {
                findings.add(new Finding(Finding.Kind.MISSING, item.key(), row, List.of(), changed));
            } else {
                List<AttributeDifference> attributes = ItemComparison.differences(item.attributes(), held.attributes());
                if (attributes.isEmpty()) {
                    equal++;
                } else {
                    findings.add(new Finding(Finding.Kind.DIFFERENT, item.key(), row, attributes, changed));
                }
            }
        }
        return new RowOutcome(equal, expired, findings);
    }
}
