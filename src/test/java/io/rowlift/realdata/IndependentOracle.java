package io.rowlift.realdata;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Knows what a migrated database must look like in DynamoDB, without a line of the code that migrates: expectations are
 * written by hand per entity, rows come by plain JDBC, items by a scan with the plain SDK. Compares whole items, so that
 * a surplus attribute is a difference as well as a missing one.
 */
final class IndependentOracle {

    private final DynamoDbClient dynamo;
    private final UnaryOperator<String> physicalName;
    private final Map<String, Map<Map<String, Object>, Expectation>> expected = new LinkedHashMap<>();
    private final Map<String, List<String>> keys = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    private record Expectation(String entity, Map<String, Object> attributes) {}

    /** @param physicalName turns the mapping's name of a table into that of the table */
    IndependentOracle(DynamoDbClient dynamo, UnaryOperator<String> physicalName) {
        this.dynamo = dynamo;
        this.physicalName = physicalName;
    }

    /** Expects one item for each row. */
    void expect(String entity, Collection<SourceRow> rows, Function<SourceRow, Expected> item) {
        expectAll(entity, rows, row -> Stream.of(item.apply(row)));
    }

    /** Expects any number of items for each row. */
    void expectAll(String entity, Collection<SourceRow> rows, Function<SourceRow, Stream<Expected>> items) {
        counts.putIfAbsent(entity, 0L);
        for (SourceRow row : rows) {
            items.apply(row).forEach(item -> add(entity, item));
        }
    }

    private void add(String entity, Expected item) {
        Map<String, Object> key = PlainTable.keyOf(item.attributes(), key(item.table()));
        Expectation other = expected.computeIfAbsent(item.table(), t -> new LinkedHashMap<>())
                .put(key, new Expectation(entity, item.attributes()));
        if (other != null) {
            contradictions.add(item.table() + key + ": expected for " + other.entity() + " and for " + entity);
        }
        counts.merge(entity, 1L, Long::sum);
    }

    private List<String> key(String table) {
        return keys.computeIfAbsent(table, t -> PlainTable.key(dynamo, physicalName.apply(t)));
    }

    /** Returns how many items each entity must have. */
    Map<String, Long> counts() {
        return counts;
    }

    /** Returns everything that differs, one line each: missing, unexpected and unequal items. */
    List<String> differences() {
        List<String> differences = new ArrayList<>(contradictions);
        expected.forEach((table, items) -> {
            Map<Map<String, Object>, Map<String, Object>> found = new LinkedHashMap<>(
                    PlainTable.scan(dynamo, physicalName.apply(table)).items());
            items.forEach((key, expectation) -> {
                String where = expectation.entity() + " " + table + key;
                Map<String, Object> item = found.remove(key);
                if (item == null) {
                    differences.add(where + ": missing");
                } else {
                    compare(where, expectation.attributes(), item, differences);
                }
            });
            found.keySet().forEach(key -> differences.add(table + key + ": unexpected"));
        });
        return differences;
    }

    private static void compare(
            String where, Map<String, Object> expected, Map<String, Object> found, List<String> differences) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            if (!Objects.equals(expected.get(name), found.get(name))) {
                differences.add(where + ": " + name + " is " + shown(found.get(name)) + ", expected "
                        + shown(expected.get(name)));
            }
        }
    }

    /** Shows a value with DynamoDB's name for its type: text that looks like a number is not one. */
    private static String shown(Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof BigDecimal number) {
            return "N " + number.toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            return "B of " + bytes.remaining() + " bytes";
        }
        return (value instanceof String ? "S " : "") + value;
    }
}
