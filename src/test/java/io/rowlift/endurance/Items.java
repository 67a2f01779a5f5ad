package io.rowlift.endurance;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is in a table, read with nothing but the SDK, in a form in which equal contents are equal texts. */
final class Items {

    private Items() {}

    /** Returns every item of a table as text, in the order of these texts. */
    static List<String> of(URI endpoint, String table) {
        try (DynamoDbClient dynamodb = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(Apache5HttpClient.create())
                .build()) {
            List<String> items = new ArrayList<>();
            dynamodb.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .forEach(item -> items.add(text(item)));
            items.sort(null);
            return items;
        }
    }

    private static String text(Map<String, AttributeValue> attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.forEach((name, value) -> texts.put(name, text(value)));
        return texts.toString();
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> "S:" + value.s();
            case N -> "N:" + new BigDecimal(value.n()).stripTrailingZeros().toPlainString();
            case BOOL -> "BOOL:" + value.bool();
            case L -> "L:" + value.l().stream().map(Items::text).toList();
            case M -> "M:" + text(value.m());
            default -> throw new IllegalArgumentException("the shop has no attribute of type " + value.type());
        };
    }
}
