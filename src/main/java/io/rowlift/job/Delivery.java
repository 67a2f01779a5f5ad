package io.rowlift.job;

import io.rowlift.mapping.Item;
import io.rowlift.problem.FailedException;
import io.rowlift.target.ItemTarget;
import java.util.List;

/** Hands items to the target and holds what it has acknowledged against what it was given. */
final class Delivery {

    private Delivery() {}

    /**
     * Writes items, of which two may have the same key.
     *
     * @return how many the target has acknowledged
     * @throws FailedException when these are not all
     */
    static int of(List<Item> items, String entity, ItemTarget target) {
        if (items.isEmpty()) {
            return 0;
        }
        int acknowledged = target.write(items);
        if (acknowledged != items.size()) {
            throw new FailedException(
                    "the target has acknowledged " + acknowledged + " of " + items.size() + " items of entity \""
                            + entity + "\", and none of them is recorded as written",
                    "run the same command again, which writes them again, and please report this: it is a bug in"
                            + " Rowlift",
                    null);
        }
        return acknowledged;
    }
}
