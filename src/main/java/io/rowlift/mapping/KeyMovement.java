package io.rowlift.mapping;

import io.rowlift.mapping.KeyProof.Evidence;
import java.util.Map;

/** What can change the key of a row's item, and so what has to be known to remove the old item. */
public enum KeyMovement {
    /** Nothing: the key is made of the columns that identify the row. */
    STABLE,
    /** The row itself: the key is made of its own columns, and what they were before tells the old key. */
    OWN,
    /** Other rows, computed columns, or the elements that the item is repeated for: old keys have to be kept. */
    TRACKED;

    /**
     * Classifies an entity: as the most mobile of its items.
     *
     * @param evidence what the source says about it
     */
    public static KeyMovement of(Mapping mapping, Entity entity, Evidence evidence) {
        KeyMovement most = STABLE;
        for (int i = 0; i < entity.items().size(); i++) {
            KeyMovement movement = of(mapping, entity, i, evidence);
            most = movement.compareTo(most) > 0 ? movement : most;
        }
        return most;
    }

    /**
     * Returns whether the state has to remember under which keys the items of an entity's rows are: a change of a row can
     * move them, or two rows can have one after the other.
     *
     * @param evidence what the source says about the entity
     */
    public static boolean remembered(Mapping mapping, Entity entity, Evidence evidence) {
        return of(mapping, entity, evidence) != STABLE
                || !KeyProof.of(mapping, Map.of(entity.name(), evidence)).complete();
    }

    /**
     * Classifies an item of a compiled entity.
     *
     * @param number position among the entity's items
     */
    public static KeyMovement of(Mapping mapping, Entity entity, int number, Evidence evidence) {
        TableDesign table = mapping.tables().get(entity.items().get(number).table());
        if (table == null) {
            throw new IllegalArgumentException("the mapping has no such table");
        }
        return ItemKeys.of(entity, number, table, evidence).movement();
    }
}
