package io.rowlift.verify;

import io.rowlift.mapping.ItemKey;
import java.util.List;

/**
 * What stands in one table of the target.
 *
 * @param table the mapping's name of it
 * @param items all items
 * @param foreign items of a shared table whose keys match no template of the mapping
 * @param extra items that no row makes
 * @param firstExtra the first extra items, as many as were asked for
 */
public record VerifiedTable(String table, long items, long foreign, long extra, List<ItemKey> firstExtra) {

    public VerifiedTable {
        firstExtra = List.copyOf(firstExtra);
    }
}
