package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.Str;
import io.rowlift.servers.Servers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the mapper lets pass a server takes, and what it rejects a server refuses. */
class LimitsIT {

    private static final String TABLE = "mapping-limits";

    private static DynamoDbClient client;

    @BeforeAll
    static void createTable() {
        client = DynamoDbClient.builder()
                .endpointOverride(Servers.dynamodb().endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        AttributeDefinition key = AttributeDefinition.builder()
                .attributeName("PK")
                .attributeType(ScalarAttributeType.S)
                .build();
        KeySchemaElement schema = KeySchemaElement.builder()
                .attributeName("PK")
                .keyType(KeyType.HASH)
                .build();
        client.createTable(create -> create.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(key))
                .keySchema(List.of(schema)));
    }

    @AfterAll
    static void dropTable() {
        client.deleteTable(delete -> delete.tableName(TABLE));
        client.close();
    }

    @Test
    void theLargestItem() {
        String text = "x".repeat(409_600 - "PKkt".length());
        Map<String, Value> item = item("t", new Str(text));
        assertThat(ItemSize.of(item)).isEqualTo(409_600);
        assertThatCode(() -> put(item)).doesNotThrowAnyException();
        assertThatThrownBy(() -> put(item("t", new Str(text + "x"))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Item size has exceeded the maximum allowed size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+125",
                "-1E+125",
                "1E-130",
                "9.9999999999999999999999999999999999999E+125",
                "99999999999999999999999999999999999999",
                "0.00000000000000000001",
                "-0.5",
                "0",
                "5E-130"
            })
    void numbersArriveAsTheyAre(String number) {
        String text = Numbers.canonical(number);
        put(item("n", new Num(text)));
        AttributeValue stored = client.getItem(
                        get -> get.tableName(TABLE).consistentRead(true).key(Map.of("PK", AttributeValue.fromS("k"))))
                .item()
                .get("n");
        assertThat(stored).isNotNull();
        assertThat(Numbers.canonical(stored.n())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+126", "1E-131", "123456789012345678901234567890123456789"})
    void numbersThatAreRefused(String number) {
        assertThatThrownBy(() -> Numbers.canonical(number)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> put(item("n", new Num(number)))).isInstanceOf(DynamoDbException.class);
    }

    @Test
    void theDeepestItem() {
        Value deepest = nested(31);
        assertThat(ItemSize.of(item("l", deepest))).isPositive();
        assertThatCode(() -> put(item("l", deepest))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ItemSize.of(item("l", nested(32)))).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> put(item("l", nested(32))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("nested levels beyond supported limit");
    }

    private static Value nested(int levels) {
        Value value = new Value.ListOf(List.of());
        for (int i = 1; i < levels; i++) {
            value = new Value.ListOf(List.of(value));
        }
        return value;
    }

    private static Map<String, Value> item(String name, Value value) {
        Map<String, Value> item = new LinkedHashMap<>();
        item.put("PK", new Str("k"));
        item.put(name, value);
        return item;
    }

    private static void put(Map<String, Value> item) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        item.forEach((name, value) -> attributes.put(name, attribute(value)));
        client.putItem(put -> put.tableName(TABLE).item(attributes));
    }

    private static AttributeValue attribute(Value value) {
        if (value instanceof Value.ListOf list) {
            return AttributeValue.fromL(
                    list.elements().stream().map(LimitsIT::attribute).toList());
        }
        return value instanceof Num number
                ? AttributeValue.fromN(number.text())
                : AttributeValue.fromS(((Str) value).text());
    }
}
