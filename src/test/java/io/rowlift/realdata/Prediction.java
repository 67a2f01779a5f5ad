package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowlift.program.Program;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What {@code validate} predicts for a database, and what the target reports and holds after {@code migrate}.
 *
 * @param tables the mapping's tables and their physical names
 */
record Prediction(RealDatabase database, Map<String, String> tables) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How much there is of a table or an index. */
    private record Volume(long items, long bytes, long writeUnits) {

        static Volume predicted(JsonNode part) {
            return new Volume(
                    part.get("items").asLong(),
                    part.get("bytes").asLong(),
                    part.get("writeUnits").asLong());
        }

        static Volume of(Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
            return new Volume(
                    items.size(),
                    items.values().stream().mapToLong(PlainSize::of).sum(),
                    items.values().stream().mapToLong(PlainSize::writeUnits).sum());
        }
    }

    /**
     * Predicts, migrates into tables that do not exist before, and compares.
     *
     * @param items how many there are, as the documentation says
     * @param writeUnits what they cost, as the documentation says
     */
    void comesTrue(long items, long writeUnits) throws IOException {
        JsonNode predicted = json(database.run("validate", "--json"));
        JsonNode migrated = json(database.run("migrate", "--json"));

        JsonNode plan = predicted.get("plan");
        assertThat(plan.get("items").asLong()).isEqualTo(items);
        assertThat(plan.get("writeUnits").asLong()).isEqualTo(writeUnits);
        assertThat(migrated.at("/run/writeUnits").asDouble())
                .isEqualTo(plan.get("writeUnits").asDouble());
        assertThat(migrated.at("/run/itemsAcknowledged").asLong())
                .isEqualTo(plan.get("items").asLong());
        long units = 0;
        for (JsonNode table : predicted.get("tables")) {
            units += compare(table, tables.get(table.get("table").asText()));
        }
        assertThat(plan.get("writeUnits").asLong()).isEqualTo(units);
    }

    private static JsonNode json(Program.Answer answer) throws IOException {
        assertThat(answer.exit()).as(answer.out() + answer.err()).isZero();
        return JSON.readTree(answer.out());
    }

    /** Returns the write units of the table and its indexes by what they hold. */
    private long compare(JsonNode predicted, String physical) {
        DynamoDbClient dynamo = database.dynamo();
        TableDescription table =
                dynamo.describeTable(d -> d.tableName(physical)).table();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = items(table, null);
        Volume held = Volume.of(items);
        assertThat(Volume.predicted(predicted)).as(physical).isEqualTo(held);
        assertThat(table.tableSizeBytes()).isEqualTo(held.bytes());
        Map<String, Volume> indexes = new LinkedHashMap<>();
        predicted.get("indexes").forEach(index -> indexes.put(index.get("index").asText(), Volume.predicted(index)));
        Map<String, Volume> found = new LinkedHashMap<>();
        for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> entries = items(table, index.indexName());
            found.put(index.indexName(), Volume.of(entries));
            isDescribedByWholeItems(
                    index,
                    entries.keySet().stream()
                            .mapToLong(key -> PlainSize.of(items.get(key)))
                            .sum());
        }
        assertThat(indexes).as(physical).isEqualTo(found);
        return Stream.concat(Stream.of(held), found.values().stream())
                .mapToLong(Volume::writeUnits)
                .sum();
    }

    /** DynamoDB Local's deviation: an index is described as if it held whole items, whatever is projected. */
    private static void isDescribedByWholeItems(GlobalSecondaryIndexDescription index, long wholeItems) {
        assertThat(index.indexSizeBytes()).as(index.indexName()).isEqualTo(wholeItems);
    }

    /** Returns what a table or an index holds, by the table's key. */
    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(TableDescription table, String index) {
        return database
                .dynamo()
                .scanPaginator(s -> s.tableName(table.tableName()).indexName(index))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        item -> table.keySchema().stream()
                                .map(KeySchemaElement::attributeName)
                                .collect(Collectors.toMap(name -> name, item::get)),
                        item -> item));
    }
}
