package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Footprints;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * One of the writes of a batch.
 *
 * @param key whose item it is about
 * @param item what is put under the key, or null when what is there is deleted
 */
record Operation(ItemKey key, @Nullable Item item) {

    static Operation put(Item item) {
        return new Operation(item.key(), item);
    }

    static Operation delete(ItemKey key) {
        return new Operation(key, null);
    }

    /** Returns the write units that it will cost; what a deletion costs, only the service knows: a unit each at least. */
    int units(Footprints table) {
        return item == null ? 1 + table.indexes().size() : table.of(item).unitsOfPut();
    }

    /** Returns the upper bound of its bytes in a request. */
    long bytes() {
        return item == null ? WireSize.ofDelete(key) : WireSize.ofPut(item.attributes());
    }

    WriteRequest request(TableDesign design) {
        Item put = item;
        return put == null
                ? WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(new StoredItems(design).encode(key)))
                        .build()
                : WriteRequest.builder()
                        .putRequest(request -> request.item(AttributeValues.encode(put.attributes())))
                        .build();
    }
}
