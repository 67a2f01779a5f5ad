package io.rowlift.mapping;

import io.rowlift.schema.Row;
import io.rowlift.schema.Type;
import io.rowlift.schema.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * A name of the mapping, resolved: where its value stands and what it is.
 *
 * @param name as the mapping has it
 * @param type what it holds
 * @param declared the type as the source prints it, for messages
 * @param place in which row it stands
 * @param position in that row
 */
record Operand(String name, Type type, String declared, Place place, int position) {

    /** Where a value stands. */
    enum Place {
        /** In the root row, or in the child's row for what an embed's children become. */
        ROW,
        /** In the child that the item is repeated for. */
        CHILD,
        /** It is the element that the item is repeated for. */
        ELEMENT
    }

    /** Returns the value, or null for NULL. */
    @Nullable
    Object read(Row row, @Nullable Object element) {
        Object value = switch (place) {
            case ROW -> row.get(position);
            case CHILD -> element == null ? null : ((Row) element).get(position);
            case ELEMENT -> element;
        };
        if (value instanceof Unreadable unreadable) {
            throw new Rejection("cannot be read: " + unreadable.reason());
        }
        return value;
    }

    /** Returns whether it is an element of a JSON list, whose type is known row by row. */
    boolean jsonElement() {
        return place == Place.ELEMENT && type instanceof Type.Json;
    }
}
