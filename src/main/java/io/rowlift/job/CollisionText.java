package io.rowlift.job;

import io.rowlift.keys.Collisions.Collision;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Value;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Rows that would end in one item, as sentences.
 *
 * @param mapping names the key attributes
 */
record CollisionText(Mapping mapping) {

    String of(Collision collision) {
        return collision.ofOneRow()
                ? collision.first() + " renders twice " + text(collision.key())
                : collision.first() + " and " + collision.second() + " both render " + text(collision.key());
    }

    private String text(ItemKey key) {
        TableDesign table = mapping.tables().get(key.table());
        if (table == null) {
            throw new IllegalStateException("table " + key.table() + " is not part of the mapping");
        }
        KeyAttribute sort = table.sort();
        String partition = table.partition().name() + "=" + text(key.partition());
        return sort == null ? partition : partition + ", " + sort.name() + "=" + text(key.sort());
    }

    private static String text(@Nullable Value value) {
        if (value instanceof Value.Str text) {
            return '"' + text.text() + '"';
        }
        if (value instanceof Value.Num number) {
            return number.text();
        }
        if (value instanceof Value.Bin binary) {
            return "0x" + HexFormat.of().formatHex(binary.bytes());
        }
        throw new IllegalStateException("keys are text, numbers or binary");
    }
}
