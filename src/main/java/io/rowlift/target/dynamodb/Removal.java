package io.rowlift.target.dynamodb;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.plan.RunSignal;
import io.rowlift.target.dynamodb.Faults.Fault;
import io.rowlift.target.dynamodb.Retries.Attempts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Removes items by their keys, one request after another: it is rare and never urgent. */
final class Removal {

    private static final int KEYS = 25;

    private final DynamoDbClient client;
    private final Retries retries;
    private final RateLimit limit;
    private final RunSignal signal;

    Removal(DynamoDbClient client, Retries retries, RateLimit limit, RunSignal signal) {
        this.client = client;
        this.retries = retries;
        this.limit = limit;
        this.signal = signal;
    }

    /** Returns when the items of these keys are gone. */
    void remove(TableDesign design, String physical, List<ItemKey> keys) {
        StoredItems items = new StoredItems(design);
        List<ItemKey> distinct = List.copyOf(new LinkedHashSet<>(keys)); // DynamoDB refuses a key twice
        for (int from = 0; from < distinct.size(); from += KEYS) {
            List<WriteRequest> requests = new ArrayList<>(KEYS);
            for (ItemKey key : distinct.subList(from, Math.min(from + KEYS, distinct.size()))) {
                Map<String, AttributeValue> encoded = items.encode(key);
                requests.add(WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(encoded))
                        .build());
            }
            remove(physical, requests);
        }
    }

    private void remove(String physical, List<WriteRequest> requests) {
        Call call = new Call("BatchWriteItem", physical);
        Attempts attempts = retries.begin(call);
        List<WriteRequest> left = requests;
        for (boolean repetition = false; !left.isEmpty(); repetition = true) {
            if (repetition) {
                attempts.pause();
            }
            limit.acquire(left.size(), repetition);
            signal.checkWrite();
            left = attempt(call, attempts, left);
        }
    }

    private List<WriteRequest> attempt(Call call, Attempts attempts, List<WriteRequest> left) {
        try {
            BatchWriteItemResponse answer =
                    client.batchWriteItem(request -> request.requestItems(Map.of(call.table(), left))
                            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
            if (answer.hasConsumedCapacity()) {
                limit.consumed(
                        left.size(),
                        answer.consumedCapacity().stream()
                                .mapToDouble(ConsumedCapacity::capacityUnits)
                                .sum());
            }
            List<WriteRequest> unprocessed = answer.unprocessedItems().getOrDefault(call.table(), List.of());
            if (unprocessed.size() < left.size()) {
                attempts.answered();
            }
            return unprocessed;
        } catch (SdkException e) {
            if (attempts.failed(e) == Fault.REFUSED) {
                throw Refusals.of(call, (AwsServiceException) e, null);
            }
            return left;
        }
    }
}
