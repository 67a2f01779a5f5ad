package io.rowlift.realdata;

import io.rowlift.servers.DynamoDbServer;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * All items of a DynamoDB table by the plain SDK, as plain Java values.
 *
 * @param key names of the table's key attributes
 * @param items by key
 */
record PlainTable(List<String> key, Map<Map<String, Object>, Map<String, Object>> items) {

    /** Stands for DynamoDB's NULL. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "NULL";
        }
    };

    static DynamoDbClient client(DynamoDbServer server) {
        return DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("oracle", "secret")))
                .build();
    }

    static PlainTable scan(DynamoDbClient dynamo, String physical) {
        List<String> key = key(dynamo, physical);
        Map<Map<String, Object>, Map<String, Object>> items = new LinkedHashMap<>();
        dynamo.scanPaginator(s -> s.tableName(physical).consistentRead(true))
                .items()
                .forEach(attributes -> {
                    Map<String, Object> item = map(attributes);
                    items.put(keyOf(item, key), item);
                });
        return new PlainTable(key, items);
    }

    /** Returns the names of a table's key attributes, partition first. */
    static List<String> key(DynamoDbClient dynamo, String physical) {
        return dynamo.describeTable(d -> d.tableName(physical)).table().keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
    }

    static Map<String, Object> keyOf(Map<String, Object> item, List<String> key) {
        Map<String, Object> values = new LinkedHashMap<>();
        key.forEach(name -> values.put(name, item.get(name)));
        return values;
    }

    static Map<String, Object> map(Map<String, AttributeValue> attributes) {
        Map<String, Object> plain = new TreeMap<>();
        attributes.forEach((name, value) -> plain.put(name, value(value)));
        return plain;
    }

    private static Object value(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Product.number(value.n());
            case B -> ByteBuffer.wrap(value.b().asByteArray());
            case BOOL -> value.bool();
            case NUL -> NULL;
            case L -> value.l().stream().map(PlainTable::value).toList();
            case M -> map(value.m());
            case SS -> new HashSet<>(value.ss());
            case NS -> new HashSet<>(value.ns().stream().map(Product::number).toList());
            case BS ->
                new HashSet<>(value.bs().stream()
                        .map(b -> ByteBuffer.wrap(b.asByteArray()))
                        .toList());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute of an unknown type");
        };
    }
}
