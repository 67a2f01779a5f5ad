package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.target.dynamodb.Faults.Fault;
import io.rowlift.target.dynamodb.Retries.Attempts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Removes items that are as they were read, one request after another: it is rare and never urgent, and a batch knows no
 * conditions.
 */
final class Removal {

    /** DynamoDB takes 300 operators and 4 KB of an expression: an attribute needs two, and at most 14 characters. */
    private static final int ATTRIBUTES = 140;

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

    /** Returns when the item is gone, or was seen to be another one. */
    void remove(TableDesign design, String physical, Item item) {
        DeleteItemRequest request = request(design, physical, item);
        Call call = new Call("DeleteItem", physical);
        Attempts attempts = retries.begin(call);
        for (boolean repetition = false; !attempt(request, attempts, repetition, call); repetition = true) {
            attempts.pause();
        }
    }

    /** Returns whether it is decided; an answer that was lost makes the repetition find no item. */
    private boolean attempt(DeleteItemRequest request, Attempts attempts, boolean repetition, Call call) {
        limit.acquire(1, repetition);
        signal.checkWrite();
        try {
            DeleteItemResponse answer = client.deleteItem(request);
            if (answer.consumedCapacity() != null) {
                limit.consumed(1, answer.consumedCapacity().capacityUnits());
            }
            return true;
        } catch (ConditionalCheckFailedException e) {
            return true;
        } catch (SdkException e) {
            if (attempts.failed(e) == Fault.REFUSED) {
                throw Refusals.of(call, (AwsServiceException) e, null);
            }
            return false;
        }
    }

    private static DeleteItemRequest request(TableDesign design, String physical, Item item) {
        StringJoiner condition = new StringJoiner(" AND ");
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, Value> attribute : item.attributes().entrySet()) {
            if (names.size() < ATTRIBUTES) {
                String name = "#a" + names.size();
                String value = ":v" + values.size();
                names.put(name, attribute.getKey());
                values.put(value, AttributeValues.encode(attribute.getValue()));
                condition.add(name + " = " + value);
            }
        }
        return DeleteItemRequest.builder()
                .tableName(physical)
                .key(new StoredItems(design).encode(item.key()))
                .conditionExpression(condition.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                .build();
    }
}
