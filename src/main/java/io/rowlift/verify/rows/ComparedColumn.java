package io.rowlift.verify.rows;

import io.rowlift.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * A column of both sides.
 *
 * @param source its name in the source's rows
 * @param target its name in the target
 * @param sourceAt its position in the source's rows
 * @param targetAt its position in the target's rows
 * @param canonical how its values are compared
 */
record ComparedColumn(String source, String target, int sourceAt, int targetAt, CanonicalColumn canonical) {

    byte @Nullable [] of(Side side, Row row) {
        return switch (side) {
            case SOURCE -> canonical.ofSource(row.get(sourceAt));
            case TARGET -> canonical.ofTarget(row.get(targetAt));
        };
    }

    String name(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    int at(Side side) {
        return side == Side.SOURCE ? sourceAt : targetAt;
    }
}
