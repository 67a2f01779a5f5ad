package io.rowlift.target.dynamodb;

import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.TargetReader.QueryResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Asks an access pattern's question: the first items in full, of the others only how many they are. */
final class KeyQuery {

    /** A page is at most 1 MB, and 4 KB are a unit. */
    private static final int UNITS_PER_PAGE = 256;

    private final DynamoDbClient client;
    private final Retries retries;
    private final ReadLimit units;
    private final ReadCost cost;

    KeyQuery(DynamoDbClient client, Retries retries, ReadLimit units, ReadCost cost) {
        this.client = client;
        this.retries = retries;
        this.units = units;
        this.cost = cost;
    }

    QueryResult ask(String physical, @Nullable String index, List<KeyCondition> conditions, int limit) {
        List<Map<String, Value>> items = new ArrayList<>();
        long count = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            int wanted = limit - items.size();
            QueryRequest.Builder request = request(physical, index, conditions);
            int most = cost.items(units, wanted > 0 ? wanted : Integer.MAX_VALUE);
            if (most < Integer.MAX_VALUE) {
                request.limit(most);
            }
            if (wanted == 0) {
                request.select(Select.COUNT);
            }
            if (!from.isEmpty()) {
                request.exclusiveStartKey(from);
            }
            QueryRequest page = request.build();
            double estimate = Math.min(UNITS_PER_PAGE, cost.units(most));
            units.acquire(estimate);
            QueryResponse answer = retries.call(new Call("Query", physical), () -> client.query(page));
            if (answer.consumedCapacity() != null) {
                units.consumed(estimate, List.of(answer.consumedCapacity()), cost, answer.scannedCount());
            }
            answer.items().forEach(item -> items.add(AttributeValues.decode(item)));
            count += answer.count();
            from = answer.lastEvaluatedKey();
        } while (!from.isEmpty());
        return new QueryResult(items, count);
    }

    /** Indexes cannot be read consistently. */
    private static QueryRequest.Builder request(
            String physical, @Nullable String index, List<KeyCondition> conditions) {
        StringJoiner expression = new StringJoiner(" AND ");
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (KeyCondition condition : conditions) {
            String name = "#k" + names.size();
            String value = ":v" + values.size();
            names.put(name, condition.attribute());
            values.put(value, AttributeValues.encode(condition.value()));
            expression.add(term(condition.operator(), name, value));
        }
        return QueryRequest.builder()
                .tableName(physical)
                .indexName(index)
                .consistentRead(index == null)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .keyConditionExpression(expression.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    private static String term(Operator operator, String name, String value) {
        return switch (operator) {
            case EQUALS -> name + " = " + value;
            case BEGINS_WITH -> "begins_with(" + name + ", " + value + ")";
            case LESS -> name + " < " + value;
            case LESS_OR_EQUAL -> name + " <= " + value;
            case GREATER -> name + " > " + value;
            case GREATER_OR_EQUAL -> name + " >= " + value;
        };
    }
}
