package io.rowlift.mapping;

import io.rowlift.mapping.KeyProof.Evidence;

/** What can change the key of a row's item, and so what has to be known to remove the old item. */
public enum KeyMovement {
    /** Nothing: the key is made of the columns that identify the row. */
    STABLE,
    /** The row itself: the key is made of its own columns, and what they were before tells the old key. */
    OWN,
    /** Other rows, computed columns, or the elements that the item is repeated for: old keys have to be kept. */
    TRACKED;

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
