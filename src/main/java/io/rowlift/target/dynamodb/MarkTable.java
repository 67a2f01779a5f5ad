package io.rowlift.target.dynamodb;

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
    private static final String JOB = "job";
    private static final String STORE = "store";

    private final TableCalls calls;

    MarkTable(TableCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Ownership> of(TableDescription table) {
        Map<String, AttributeValue> mark = calls.item(NAME, Map.of(TABLE, AttributeValue.fromS(table.tableName())));
        return created(table).equals(mark.get(CREATED))
                ? Optional.of(new Ownership(text(mark, JOB), text(mark, STORE)))
                : Optional.empty();
    }

    @Override
    public void put(TableDescription table, Ownership owner) {
        if (calls.describe(NAME).isEmpty()) {
            calls.create(request());
            calls.describe(NAME);
        }
        calls.put(
                NAME,
                Map.of(
                        TABLE, AttributeValue.fromS(table.tableName()),
                        CREATED, created(table),
                        JOB, AttributeValue.fromS(owner.job()),
                        STORE, AttributeValue.fromS(owner.store())));
    }

    private static AttributeValue created(TableDescription table) {
        return AttributeValue.fromS(table.creationDateTime().toString());
    }

    private static String text(Map<String, AttributeValue> mark, String name) {
        AttributeValue value = mark.get(name);
        return value == null ? "" : value.s();
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
