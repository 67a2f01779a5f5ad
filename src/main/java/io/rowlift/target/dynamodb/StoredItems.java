package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items and keys of one table, between the SDK's form and ours. */
final class StoredItems {

    private final TableDesign design;

    StoredItems(TableDesign design) {
        this.design = design;
    }

    Map<String, AttributeValue> encode(ItemKey key) {
        Map<String, AttributeValue> encoded = new LinkedHashMap<>();
        encoded.put(design.partition().name(), AttributeValues.encode(key.partition()));
        KeyAttribute sort = design.sort();
        if (sort != null) {
            encoded.put(sort.name(), AttributeValues.encode(Objects.requireNonNull(key.sort(), "no sort key value")));
        }
        return encoded;
    }

    ItemKey key(Map<String, AttributeValue> attributes) {
        return new ItemKey(
                design.name(),
                value(design.partition(), attributes),
                design.sort() == null ? null : value(design.sort(), attributes));
    }

    private static Value value(KeyAttribute key, Map<String, AttributeValue> attributes) {
        return AttributeValues.decode(Objects.requireNonNull(attributes.get(key.name()), "an item without its key"));
    }

    /** Returns the item with its key first, however large it is: the target holds it. */
    Item item(Map<String, AttributeValue> stored) {
        ItemKey key = key(stored);
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put(design.partition().name(), key.partition());
        @Nullable Value sort = key.sort();
        if (design.sort() != null && sort != null) {
            attributes.put(design.sort().name(), sort);
        }
        AttributeValues.decode(stored).forEach(attributes::putIfAbsent);
        return new Item(design.name(), key, attributes, ItemSize.ofHeld(attributes));
    }
}
