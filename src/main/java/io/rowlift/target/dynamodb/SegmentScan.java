package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.target.TargetReader.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads the keys of all items of a table's segment, consistently. */
final class SegmentScan {

    /** A page is at most 1 MB, and 4 KB are a unit. */
    private static final int UNITS_PER_PAGE = 256;

    private final DynamoDbClient client;
    private final Retries retries;
    private final ReadLimit limit;
    private final TableDesign design;
    private final String physical;
    private final ReadCost cost;

    SegmentScan(
            DynamoDbClient client,
            Retries retries,
            ReadLimit limit,
            TableDesign design,
            String physical,
            ReadCost cost) {
        this.client = client;
        this.retries = retries;
        this.limit = limit;
        this.design = design;
        this.physical = physical;
        this.cost = cost;
    }

    /** Returns when all keys have been handed over. */
    void run(Segment segment, Consumer<ItemKey> consumer) {
        StoredItems items = new StoredItems(design);
        ScanRequest request = request(segment);
        while (true) {
            ScanResponse answer = page(request);
            answer.items().forEach(item -> consumer.accept(items.key(item)));
            Map<String, AttributeValue> last = answer.lastEvaluatedKey();
            if (last.isEmpty()) {
                return;
            }
            request = request.toBuilder().exclusiveStartKey(last).build();
        }
    }

    private ScanResponse page(ScanRequest request) {
        int items = cost.items(limit, Integer.MAX_VALUE);
        ScanRequest page = items == Integer.MAX_VALUE
                ? request
                : request.toBuilder().limit(items).build();
        double units = Math.min(UNITS_PER_PAGE, cost.units(items));
        limit.acquire(units);
        ScanResponse answer = retries.call(new Call("Scan", physical), () -> client.scan(page));
        if (answer.consumedCapacity() != null) {
            limit.consumed(units, List.of(answer.consumedCapacity()), cost, answer.scannedCount());
        }
        return answer;
    }

    private ScanRequest request(Segment segment) {
        Map<String, String> names = new LinkedHashMap<>();
        design.key().forEach(key -> names.put("#k" + names.size(), key.name()));
        return ScanRequest.builder()
                .tableName(physical)
                .segment(segment.number())
                .totalSegments(segment.of())
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .projectionExpression(String.join(", ", names.keySet()))
                .expressionAttributeNames(names)
                .build();
    }
}
