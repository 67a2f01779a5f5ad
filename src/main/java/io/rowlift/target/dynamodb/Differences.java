package io.rowlift.target.dynamodb;

import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Holds an existing table against the mapping's design of it. */
final class Differences {

    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

    private final TableDesign design;
    private final TableDescription table;
    private final Problems problems;
    private final Map<String, String> types;

    private Differences(TableDesign design, TableDescription table, Problems problems) {
        this.design = design;
        this.table = table;
        this.problems = problems;
        this.types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
    }

    static void check(TableDesign design, TableDescription table, Problems problems) {
        Differences differences = new Differences(design, table, problems);
        differences.checkKey();
        differences.checkIndexes();
        differences.warnOfBilling();
    }

    private void checkKey() {
        String found = found(table.keySchema());
        String expected = expected(
                design.key().subList(0, 1), design.key().subList(1, design.key().size()));
        if (!found.equals(expected)) {
            problems.add(
                    design.location(),
                    "table \"" + table.tableName() + "\" has the key " + found + ", the mapping wants " + expected,
                    "a table's key cannot be changed: choose another table with \"tables\" under \"dynamodb\", or"
                            + " change the mapping");
        }
    }

    private void checkIndexes() {
        Map<String, GlobalSecondaryIndexDescription> existing = table.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, Function.identity()));
        for (Index index : design.indexes().values()) {
            GlobalSecondaryIndexDescription found = existing.remove(index.name());
            if (found == null) {
                problems.add(
                        index.location(),
                        "table \"" + table.tableName() + "\" has no index \"" + index.name() + "\"",
                        "create it, or remove it from the mapping");
            } else {
                checkIndex(index, found);
            }
        }
        // an index that nobody checks rows against can refuse items in the middle of the load
        for (String undeclared : new TreeSet<>(existing.keySet())) {
            problems.add(
                    design.location(),
                    "table \"" + table.tableName() + "\" has the index \"" + undeclared
                            + "\", which the mapping does not declare",
                    "add it under \"indexes\", or delete it");
        }
    }

    private void checkIndex(Index index, GlobalSecondaryIndexDescription found) {
        String name = "index \"" + index.name() + "\" of table \"" + table.tableName() + "\"";
        String remedy = "delete the index and create it anew, or change the mapping";
        String key = found(found.keySchema());
        String expectedKey = expected(index.partition(), index.sort());
        if (!key.equals(expectedKey)) {
            problems.add(index.location(), name + " has the key " + key + ", the mapping wants " + expectedKey, remedy);
        }
        String projection = found(found.projection());
        String expectedProjection = expected(index.projection());
        if (!projection.equals(expectedProjection)) {
            problems.add(
                    index.location(),
                    name + " projects " + projection + ", the mapping wants " + expectedProjection,
                    remedy);
        }
    }

    /** Whoever pays may change this at any time; the load only becomes faster or slower. */
    private void warnOfBilling() {
        String found = Billings.found(table);
        String expected = Billings.expected(design.billing());
        if (!found.equals(expected)) {
            LOG.warn("table \"{}\" is billed {}, the mapping says {}", table.tableName(), found, expected);
        }
    }

    private String found(List<KeySchemaElement> key) {
        return text(names(key, KeyType.HASH), names(key, KeyType.RANGE));
    }

    private List<String> names(List<KeySchemaElement> key, KeyType part) {
        return key.stream()
                .filter(element -> element.keyType() == part)
                .map(element -> element.attributeName() + " (" + types.get(element.attributeName()) + ")")
                .toList();
    }

    private static String expected(List<KeyAttribute> partition, List<KeyAttribute> sort) {
        return text(names(partition), names(sort));
    }

    private static List<String> names(List<KeyAttribute> key) {
        return key.stream()
                .map(attribute -> attribute.name() + " (" + attribute.type() + ")")
                .toList();
    }

    private static String text(List<String> partition, List<String> sort) {
        return "partition " + String.join(" + ", partition)
                + (sort.isEmpty() ? "" : ", sort " + String.join(" + ", sort));
    }

    private static String found(Projection projection) {
        return switch (projection.projectionType()) {
            case ALL -> "all";
            case KEYS_ONLY -> "keys";
            case INCLUDE -> new TreeSet<>(projection.nonKeyAttributes()).toString();
            case UNKNOWN_TO_SDK_VERSION -> projection.projectionTypeAsString();
        };
    }

    private static String expected(TableDesign.Projection projection) {
        return switch (projection.kind()) {
            case ALL -> "all";
            case KEYS_ONLY -> "keys";
            case INCLUDE -> new TreeSet<>(projection.attributes()).toString();
        };
    }
}
