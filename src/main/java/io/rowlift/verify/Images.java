package io.rowlift.verify;

import io.rowlift.mapping.DynamoJson;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What items were at a moment, as hashes: whether one has been written since can be told without keeping its values. */
final class Images {

    /** Stands for an item that was not there. */
    static final KeyHash NONE = new KeyHash(0, 0);

    private Images() {}

    /** Returns the hash of an item with all of its values, in whatever order its attributes and sets come. */
    static KeyHash of(Item item) {
        Value.Str all = new Value.Str(DynamoJson.write(sorted(item.attributes())));
        return KeyHash.of(new ItemKey(item.table(), all, null));
    }

    private static Map<String, Value> sorted(Map<String, Value> attributes) {
        Map<String, Value> sorted = new TreeMap<>();
        attributes.forEach((name, value) -> sorted.put(name, sorted(value)));
        return sorted;
    }

    private static Value sorted(Value value) {
        if (value instanceof Value.MapOf map) {
            return new Value.MapOf(sorted(map.entries()));
        }
        if (value instanceof Value.ListOf list) {
            return new Value.ListOf(list.elements().stream().map(Images::sorted).toList());
        }
        if (value instanceof Value.SetOf set) {
            List<Value> elements = new ArrayList<>(set.elements());
            elements.sort(Comparator.comparing(element -> DynamoJson.write(Map.of("", element))));
            return new Value.SetOf(new LinkedHashSet<>(elements));
        }
        return value;
    }
}
