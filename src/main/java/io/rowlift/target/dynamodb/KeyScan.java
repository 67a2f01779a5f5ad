package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.StoppedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads the keys of all items of a table, consistently, several segments at a time. */
final class KeyScan {

    static final int SEGMENTS = 4;

    private final DynamoDbClient client;
    private final Retries retries;
    private final TableDesign design;
    private final String physical;
    private final Consumer<ItemKey> consumer;

    KeyScan(DynamoDbClient client, Retries retries, TableDesign design, String physical, Consumer<ItemKey> consumer) {
        this.client = client;
        this.retries = retries;
        this.design = design;
        this.physical = physical;
        this.consumer = consumer;
    }

    /** Returns when all keys have been handed over, never two at the same time. */
    void run() {
        ExecutorService executor = Executors.newFixedThreadPool(SEGMENTS);
        try {
            List<Future<?>> segments = new ArrayList<>();
            for (int segment = 0; segment < SEGMENTS; segment++) {
                int number = segment;
                segments.add(executor.submit(() -> scan(number)));
            }
            for (Future<?> segment : segments) {
                await(segment);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private void scan(int segment) {
        StoredItems items = new StoredItems(design);
        ScanRequest request = request(segment);
        while (true) {
            ScanRequest page = request;
            ScanResponse answer = retries.call(new Call("Scan", physical), () -> client.scan(page));
            synchronized (consumer) {
                answer.items().forEach(item -> consumer.accept(items.key(item)));
            }
            Map<String, AttributeValue> last = answer.lastEvaluatedKey();
            if (last.isEmpty()) {
                return;
            }
            request = request.toBuilder().exclusiveStartKey(last).build();
        }
    }

    private ScanRequest request(int segment) {
        Map<String, String> names = new LinkedHashMap<>();
        design.key().forEach(key -> names.put("#k" + names.size(), key.name()));
        return ScanRequest.builder()
                .tableName(physical)
                .segment(segment)
                .totalSegments(SEGMENTS)
                .consistentRead(true)
                .projectionExpression(String.join(", ", names.keySet()))
                .expressionAttributeNames(names)
                .build();
    }

    private static void await(Future<?> segment) {
        try {
            segment.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted during a scan");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a scan ended in an unexpected way", e.getCause());
        }
    }
}
