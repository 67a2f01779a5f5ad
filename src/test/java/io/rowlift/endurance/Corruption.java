package io.rowlift.endurance;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Does harm to a table's items at random, each to another item, and remembers what it did. */
final class Corruption {

    private static final Set<String> KEY = Set.of("PK", "SK");

    /** Keys, in the form {@code PK|SK}. */
    final Set<String> missing = new TreeSet<>();

    final Set<String> extra = new TreeSet<>();

    /** Names of attributes by key. */
    final Map<String, Set<String>> different = new TreeMap<>();

    private final Random random;
    private final String table;

    private Corruption(Random random, String table) {
        this.random = random;
        this.table = table;
    }

    /** Corrupts so many items. */
    static Corruption of(URI endpoint, String table, int count, Random random) {
        Corruption corruption = new Corruption(random, table);
        try (DynamoDbClient dynamodb = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(Apache5HttpClient.create())
                .build()) {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            dynamodb.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                    .items()
                    .forEach(items::add);
            items.sort((a, b) -> key(a).compareTo(key(b)));
            Collections.shuffle(items, random);
            for (int i = 0; i < count; i++) {
                corruption.corrupt(dynamodb, items.get(i), i);
            }
        }
        return corruption;
    }

    private void corrupt(DynamoDbClient dynamodb, Map<String, AttributeValue> item, int number) {
        switch (number % 5) {
            case 0 -> {
                missing.add(key(item));
                dynamodb.deleteItem(delete -> delete.tableName(table)
                        .key(item.entrySet().stream()
                                .filter(e -> KEY.contains(e.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
            }
            case 1 -> {
                Map<String, AttributeValue> more = new HashMap<>(item);
                more.put("SK", text(item.get("SK").s() + "-" + number));
                extra.add(key(more));
                put(dynamodb, more);
            }
            case 2 -> change(dynamodb, item, this::anotherDigit);
            case 3 -> change(dynamodb, item, Corruption::anotherType);
            default -> swap(dynamodb, item);
        }
    }

    private interface Harm {
        AttributeValue to(AttributeValue value);
    }

    private void change(DynamoDbClient dynamodb, Map<String, AttributeValue> item, Harm harm) {
        String name = any(item);
        Map<String, AttributeValue> changed = new HashMap<>(item);
        changed.put(name, harm.to(item.get(name)));
        different.put(key(item), Set.of(name));
        put(dynamodb, changed);
    }

    /** Two attributes change names, or one gets a name that no item has. */
    private void swap(DynamoDbClient dynamodb, Map<String, AttributeValue> item) {
        String one = any(item);
        String other = any(item);
        Map<String, AttributeValue> swapped = new HashMap<>(item);
        if (one.equals(other) || item.get(one).equals(item.get(other))) {
            swapped.put("another", swapped.remove(one));
            different.put(key(item), Set.of(one, "another"));
        } else {
            swapped.put(one, item.get(other));
            swapped.put(other, item.get(one));
            different.put(key(item), Set.of(one, other));
        }
        put(dynamodb, swapped);
    }

    private String any(Map<String, AttributeValue> item) {
        List<String> names = item.keySet().stream()
                .filter(name -> !KEY.contains(name))
                .sorted()
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    private AttributeValue anotherDigit(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s() + random.nextInt(10));
            case N ->
                number(new BigDecimal(value.n()).add(new BigDecimal("0.01")).toPlainString());
            case BOOL -> AttributeValue.fromBool(!value.bool());
            case L -> list(value);
            case M -> {
                Map<String, AttributeValue> entries = new TreeMap<>(value.m());
                String name = entries.keySet().iterator().next();
                entries.put(name, anotherDigit(entries.get(name)));
                yield AttributeValue.fromM(entries);
            }
            default -> throw new IllegalArgumentException("the shop has no attribute of type " + value.type());
        };
    }

    private AttributeValue list(AttributeValue value) {
        List<AttributeValue> elements = new ArrayList<>(value.l());
        if (elements.isEmpty()) {
            elements.add(number("1"));
        } else {
            int at = random.nextInt(elements.size());
            elements.set(at, anotherDigit(elements.get(at)));
        }
        return AttributeValue.fromL(elements);
    }

    private static AttributeValue anotherType(AttributeValue value) {
        return switch (value.type()) {
            case S -> AttributeValue.fromL(List.of(value));
            case N -> text(value.n());
            case BOOL -> text(String.valueOf(value.bool()));
            default -> text(value.toString());
        };
    }

    private void put(DynamoDbClient dynamodb, Map<String, AttributeValue> item) {
        dynamodb.putItem(put -> put.tableName(table).item(item));
    }

    private static String key(Map<String, AttributeValue> item) {
        return item.get("PK").s() + "|" + item.get("SK").s();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(String number) {
        return AttributeValue.fromN(number);
    }
}
