package io.rowlift.mapping;

import io.rowlift.schema.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of an entity, ready to be made of rows.
 *
 * @param table the mapping's table
 * @param condition position of the column that says whether the item is written, or -1
 * @param elements what it is repeated for
 * @param partition its partition key
 * @param sort its sort key, or null
 * @param indexes its index keys
 * @param slots its ordinary attributes
 */
record ItemMapper(
        String table,
        int condition,
        Elements elements,
        KeySlot partition,
        @Nullable KeySlot sort,
        IndexKeys indexes,
        List<Slot> slots) {

    /** Adds the items of a row. */
    void map(Row row, List<Item> out) {
        if (condition >= 0 && !Boolean.TRUE.equals(row.get(condition))) {
            return;
        }
        for (Object element : elements.of(row)) {
            out.add(item(row, element));
        }
    }

    /** Returns the key that the row's item has, where nothing but its row's key makes it; null where none can be made. */
    @Nullable
    ItemKey key(Row row) {
        try {
            Value partitionValue = required(partition, row, null);
            return new ItemKey(table, partitionValue, sort == null ? null : required(sort, row, null));
        } catch (Rejection e) {
            return null;
        }
    }

    private Item item(Row row, @Nullable Object element) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        Value partitionValue = required(partition, row, element);
        attributes.put(partition.name(), partitionValue);
        Value sortValue = null;
        if (sort != null) {
            sortValue = required(sort, row, element);
            attributes.put(sort.name(), sortValue);
        }
        Map<String, Value> ordinary = new LinkedHashMap<>();
        for (Slot slot : slots) {
            Value value = slot.value(row, element);
            if (value != null) {
                ordinary.put(slot.name(), value);
            }
        }
        indexes.add(row, element, ordinary, attributes);
        attributes.putAll(ordinary);
        return new Item(table, new ItemKey(table, partitionValue, sortValue), attributes, ItemSize.of(attributes));
    }

    private static Value required(KeySlot slot, Row row, @Nullable Object element) {
        Value value = slot.value(row, element);
        if (value == null) {
            throw new IllegalStateException("a table's key has no value for \"" + slot.name() + "\"");
        }
        return value;
    }

    /** Returns the templates of its key, for messages. */
    String keyText() {
        String text = partition.name() + " \"" + partition.template() + "\"";
        return sort == null ? text : text + ", " + sort.name() + " \"" + sort.template() + "\"";
    }
}
