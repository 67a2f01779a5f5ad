package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.ItemKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item that is not as it should be.
 *
 * @param kind what is wrong
 * @param key the item's key
 * @param row the row that makes the item; null for an extra item
 * @param attributes those of a different item that differ
 * @param changed whether the row is known to have changed since the load
 */
record Finding(Kind kind, ItemKey key, @Nullable Owner row, List<AttributeDifference> attributes, boolean changed) {

    /** What can be wrong with an item. */
    enum Kind {
        MISSING,
        DIFFERENT,
        EXTRA
    }

    Finding {
        attributes = List.copyOf(attributes);
    }

    static Finding extra(ItemKey key) {
        return new Finding(Kind.EXTRA, key, null, List.of(), false);
    }
}
