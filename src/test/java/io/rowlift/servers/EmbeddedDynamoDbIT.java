package io.rowlift.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedDynamoDbIT {

    @Test
    void keepsItemsUntilItIsClosed() {
        EmbeddedDynamoDb server = EmbeddedDynamoDb.start();
        try (DynamoDbClient client = client(server)) {
            createTable(client, "shop");
            Map<String, AttributeValue> item =
                    Map.of("PK", AttributeValue.fromS("USER#1"), "age", AttributeValue.fromN("42"));
            client.putItem(put -> put.tableName("shop").item(item));

            assertThat(client.scan(scan -> scan.tableName("shop")).items()).containsExactly(item);
        }

        server.close();

        assertThatThrownBy(() -> new Socket(
                                server.endpoint().getHost(), server.endpoint().getPort())
                        .close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void showsEveryAccountAndRegionTheSameTables() {
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start();
                DynamoDbClient one = client(server, Region.EU_WEST_1, "one");
                DynamoDbClient two = client(server, Region.US_EAST_1, "two")) {
            createTable(one, "shared");

            assertThat(two.listTables().tableNames()).containsExactly("shared");
        }
    }

    private static void createTable(DynamoDbClient client, String name) {
        AttributeDefinition definition = AttributeDefinition.builder()
                .attributeName("PK")
                .attributeType(ScalarAttributeType.S)
                .build();
        KeySchemaElement key = KeySchemaElement.builder()
                .attributeName("PK")
                .keyType(KeyType.HASH)
                .build();
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definition)
                .keySchema(key));
    }

    private static DynamoDbClient client(DynamoDbServer server) {
        return client(server, Region.EU_WEST_1, "anybody");
    }

    private static DynamoDbClient client(DynamoDbServer server, Region region, String account) {
        return DynamoDbClient.builder()
                .endpointOverride(server.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .build();
    }
}
