package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.target.dynamodb.Retries.Attempts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Reads items by their keys, consistently. */
final class Fetch {

    /** In one request, at most. */
    private static final int KEYS = 100;

    private final DynamoDbClient client;
    private final Retries retries;
    private final ReadLimit limit;
    private final ReadCost cost;

    Fetch(DynamoDbClient client, Retries retries, ReadLimit limit, ReadCost cost) {
        this.client = client;
        this.retries = retries;
        this.limit = limit;
        this.cost = cost;
    }

    /** Adds the items that exist to {@code found}. */
    void into(Map<ItemKey, Item> found, TableDesign design, String physical, Collection<ItemKey> keys) {
        StoredItems items = new StoredItems(design);
        int most = Math.min(limit.items(KEYS), cost.items(limit, KEYS));
        Set<ItemKey> distinct = new LinkedHashSet<>(keys); // DynamoDB refuses a key twice
        List<Map<String, AttributeValue>> batch = new ArrayList<>(KEYS);
        for (ItemKey key : distinct) {
            batch.add(items.encode(key));
            if (batch.size() >= most) {
                fetch(found, items, physical, batch);
                batch = new ArrayList<>(KEYS);
                most = Math.min(limit.items(KEYS), cost.items(limit, KEYS));
            }
        }
        if (!batch.isEmpty()) {
            fetch(found, items, physical, batch);
        }
    }

    /** An answer holds at most 16 MB: the keys that did not fit come back unprocessed. */
    private void fetch(
            Map<ItemKey, Item> found, StoredItems items, String table, List<Map<String, AttributeValue>> keys) {
        Call call = new Call("BatchGetItem", table);
        Attempts attempts = retries.begin(call);
        List<Map<String, AttributeValue>> left = keys;
        while (true) {
            Map<String, KeysAndAttributes> request = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build());
            double estimate = cost.units(left.size());
            limit.acquire(estimate);
            BatchGetItemResponse answer = retries.call(
                    call,
                    () -> client.batchGetItem(
                            r -> r.requestItems(request).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
            KeysAndAttributes unprocessed = answer.unprocessedKeys().get(table);
            int looked =
                    left.size() - (unprocessed == null ? 0 : unprocessed.keys().size());
            limit.consumed(estimate, answer.consumedCapacity(), cost, looked);
            List<Map<String, AttributeValue>> got = answer.responses().getOrDefault(table, List.of());
            got.forEach(stored -> {
                Item item = items.item(stored);
                found.put(item.key(), item);
            });
            if (unprocessed == null || unprocessed.keys().isEmpty()) {
                return;
            }
            left = unprocessed.keys();
            if (got.isEmpty()) {
                attempts.pause();
            } else {
                attempts.answered();
            }
        }
    }

    /** Returns the keys by the mapping's table. */
    static Map<String, List<ItemKey>> byTable(List<ItemKey> keys) {
        Map<String, List<ItemKey>> byTable = new LinkedHashMap<>();
        keys.forEach(key ->
                byTable.computeIfAbsent(key.table(), table -> new ArrayList<>()).add(key));
        return byTable;
    }
}
