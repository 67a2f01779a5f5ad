package io.rowlift.job;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import java.util.Objects;

/**
 * Rows that would end in one item, as sentences.
 *
 * @param mapping names the key attributes
 */
record CollisionText(Mapping mapping) {

    String of(Collision collision) {
        String others = collision.times() == 2 ? "" : " (made " + collision.times() + " times)";
        return (collision.ofOneRow()
                        ? collision.first() + " renders twice "
                        : collision.first() + " and " + collision.second() + " both render ")
                + text(collision.key())
                + others;
    }

    private String text(ItemKey key) {
        TableDesign table = mapping.tables().get(key.table());
        return key.text(Objects.requireNonNull(table, "a table of the mapping"));
    }
}
