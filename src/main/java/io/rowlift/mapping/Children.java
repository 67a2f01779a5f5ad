package io.rowlift.mapping;

import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.schema.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an embed.
 *
 * @param embed what is embedded
 * @param position where the rows stand
 */
record Children(Embed embed, int position) {

    /** Returns the rows that are wanted: at most {@code max}, the first {@code limit}. */
    List<Row> of(Row row) {
        List<Row> children = row.children(position);
        if (embed.max() > 0 && children.size() > embed.max()) {
            throw Rejection.whole(String.format(
                    Locale.ROOT, "embed \"%s\" has more than its \"max\" of %,d rows", embed.name(), embed.max()));
        }
        return embed.limit() > 0 && children.size() > embed.limit() ? children.subList(0, embed.limit()) : children;
    }

    /** Makes a list of maps, one per row. */
    Value.ListOf maps(Row row, Slot[] slots) {
        List<Row> rows = of(row);
        List<Value> maps = new ArrayList<>(rows.size());
        for (Row child : rows) {
            maps.add(map(child, slots));
        }
        return new Value.ListOf(maps);
    }

    /** Makes a map of one row. */
    static Value.MapOf map(Row child, Slot[] slots) {
        Map<String, Value> map = new LinkedHashMap<>();
        for (Slot slot : slots) {
            @Nullable Value value = slot.value(child, null);
            if (value != null) {
                map.put(slot.name(), value);
            }
        }
        return new Value.MapOf(map);
    }
}
