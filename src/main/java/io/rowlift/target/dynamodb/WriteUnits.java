package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * What a put is going to cost, as if the item were new: its size in started kilobytes, and again for each index that it
 * appears in. What it did cost, the service reports afterwards.
 */
final class WriteUnits {

    private static final int UNIT = 1024;

    private final TableDesign design;

    WriteUnits(TableDesign design) {
        this.design = design;
    }

    int of(Item item) {
        int size = item.size();
        int units = started(size);
        for (Index index : design.indexes().values()) {
            units += of(index, item.attributes(), size);
        }
        return units;
    }

    private int of(Index index, Map<String, Value> attributes, int size) {
        for (KeyAttribute key : index.key()) {
            if (!attributes.containsKey(key.name())) {
                return 0;
            }
        }
        if (size <= UNIT) {
            return 1;
        }
        return index.projection().kind() == Projection.Kind.ALL ? started(size) : started(projected(index, attributes));
    }

    private int projected(Index index, Map<String, Value> attributes) {
        Map<String, Value> projected = new HashMap<>();
        design.key().forEach(key -> copy(key.name(), attributes, projected));
        index.key().forEach(key -> copy(key.name(), attributes, projected));
        index.projection().attributes().forEach(name -> copy(name, attributes, projected));
        return ItemSize.of(projected);
    }

    private static void copy(String name, Map<String, Value> from, Map<String, Value> to) {
        Value value = from.get(name);
        if (value != null) {
            to.put(name, value);
        }
    }

    private static int started(int bytes) {
        return Math.max(1, (bytes + UNIT - 1) / UNIT);
    }
}
