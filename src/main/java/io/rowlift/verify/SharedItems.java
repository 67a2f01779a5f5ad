package io.rowlift.verify;

import io.rowlift.keys.Collisions.Collision;
import java.util.List;

/**
 * Items that more than one row makes, or one row more than once, so that only one of them is in the target.
 *
 * @param items how many there are
 * @param first examples, by their rows, as many as were asked for
 */
public record SharedItems(long items, List<Collision> first) {

    /** Nothing is shared, or nothing is known of it. */
    public static final SharedItems NONE = new SharedItems(0, List.of());

    public SharedItems {
        first = List.copyOf(first);
    }
}
