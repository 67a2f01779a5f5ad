package io.rowlift.suggest;

import io.rowlift.schema.Column;
import io.rowlift.schema.ForeignKey;
import java.util.List;

/**
 * A foreign key between two entities.
 *
 * @param from who refers
 * @param to who is referred to; the same for a self-reference
 * @param key the foreign key
 */
record Reference(Subject from, Subject to, ForeignKey key) {

    List<Column> columns() {
        return from.columns(key.columns());
    }

    boolean self() {
        return from.equals(to);
    }

    /** Whether it says which row is meant by the key that the other entity's items have, in the same text. */
    boolean namesKey() {
        return key.referenced().size() == to.key().columns().size()
                && to.key().columns().containsAll(key.referenced())
                && alike();
    }

    /** Whether equal values have the same text on both sides. */
    boolean alike() {
        for (int i = 0; i < key.columns().size(); i++) {
            if (!KeyForm.alike(
                    from.column(key.columns().get(i)),
                    to.column(key.referenced().get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether its columns are part of the key of who refers, so that a row belongs to the same row for ever. */
    boolean identifying() {
        return from.key().columns().containsAll(key.columns());
    }

    boolean required() {
        return columns().stream().noneMatch(Column::nullable);
    }

    /** Returns the column that refers to a column of the other entity. */
    Column counterpart(Column referenced) {
        return from.column(key.columns().get(key.referenced().indexOf(referenced.name())));
    }

    /** Returns a key text of the other entity with this one's columns in it. */
    KeyText translate(KeyText text) {
        return new KeyText(
                text.word(), text.columns().stream().map(this::counterpart).toList());
    }

    /** Returns the position of its first column in the key, or else behind the key in the table. */
    int position() {
        String first = key.columns().get(0);
        return from.table().columns().indexOf(from.column(first));
    }

    int positionInKey() {
        return key.columns().stream()
                .mapToInt(from.key().columns()::indexOf)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
