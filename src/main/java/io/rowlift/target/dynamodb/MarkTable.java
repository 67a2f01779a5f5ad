package io.rowlift.target.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Marks as items of a table of their own, one per marked table. A mark names the creation time of its table, so that it
 * does not outlive it.
 */
final class MarkTable implements Marks {

    static final String NAME = "rowlift-marks";

    private static final String TABLE = "table";
    private static final String CREATED = "created";

    private final TableCalls calls;

    MarkTable(TableCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Mark> of(TableDescription table) {
        Map<String, AttributeValue> mark = calls.item(NAME, Map.of(TABLE, AttributeValue.fromS(table.tableName())));
        if (!created(table).equals(mark.get(CREATED))) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        mark.forEach((name, value) -> values.put(name, value.s()));
        return Optional.of(Mark.read(values));
    }

    @Override
    public void put(TableDescription table, Mark mark) {
        if (calls.describe(NAME).isEmpty()) {
            calls.create(request());
            calls.describe(NAME);
        }
        Map<String, AttributeValue> item = new HashMap<>();
        mark.values().forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        item.put(TABLE, AttributeValue.fromS(table.tableName()));
        item.put(CREATED, created(table));
        calls.put(NAME, item);
    }

    private static AttributeValue created(TableDescription table) {
        return AttributeValue.fromS(table.creationDateTime().toString());
    }

    private static CreateTableRequest request() {
        AttributeDefinition attribute = AttributeDefinition.builder()
                .attributeName(TABLE)
                .attributeType(ScalarAttributeType.S)
                .build();
        KeySchemaElement key = KeySchemaElement.builder()
                .attributeName(TABLE)
                .keyType(KeyType.HASH)
                .build();
        return CreateTableRequest.builder()
                .tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute))
                .keySchema(List.of(key))
                .build();
    }
}
