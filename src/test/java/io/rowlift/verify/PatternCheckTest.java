package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.schema.Row;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.EntityReading;
import io.rowlift.source.RowCursor;
import io.rowlift.target.TargetReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the target answers to access patterns, for the keys of items in memory. */
class PatternCheckTest {

    private static final String BY_TEXT = """
            version: 1
            target: dynamodb
            tables: { shop: { partition: PK, indexes: { GSI1: { partition: text, sort: PK } } } }
            entities:
              User: { from: users, items: [{ key: { PK: "U#{id}" }, attributes: [text] }] }
            patterns:
              byText: { index: GSI1, query: { text: "{text}" }, sql: "select count(*) from users where text = :text" }
            """;

    private final MemorySource source = new MemorySource().table("users", 1000);
    private final Map<ItemKey, Item> held = new HashMap<>();

    @TempDir
    private Path directory;

    private Mapping mapping;

    private EntityReading reading;

    /** The first rows of every part make no entry. */
    @Test
    void anIndexThatFewItemsAreInIsAskedToo() throws Exception {
        source.rows("users").replaceAll((id, text) -> id == 777 ? "open" : "");
        load(BY_TEXT);
        source.counting = (sql, values) -> 1;

        assertThat(verify()).containsExactly(new VerifiedPattern("byText", 1, 1, 0, List.of(), null));
    }

    @Test
    void anIndexThatNoItemIsInIsNotAsked() throws Exception {
        source.rows("users").replaceAll((id, text) -> "");
        load(BY_TEXT);

        assertThat(verify())
                .containsExactly(new VerifiedPattern(
                        "byText", 0, 0, 0, List.of(), "no item was found whose keys the pattern looks for"));
    }

    /** Of an answer of 1,000 items 200 are read: the one that was asked for is the first, among others of its text. */
    @Test
    void anItemThatLongAnswersLackIsFound() throws Exception {
        source.rows("users").replaceAll((id, text) -> "open");
        load(BY_TEXT);
        source.counting = (sql, values) -> 999;
        hidden = "U#1";

        assertThat(verify())
                .containsExactly(new VerifiedPattern(
                        "byText",
                        1,
                        0,
                        1,
                        List.of("text = \"open\": the answer lacks the item {\"PK\":{\"S\":\"U#1\"}}"),
                        null));
    }

    /** A row that the mapping rejects has no item, and that is as it should be. */
    @Test
    void sqlMayCountRejectedRows() throws Exception {
        source.rows("users").put(3L, "x".repeat(410_000));
        load(BY_TEXT);
        source.counting = (sql, values) -> 2;

        assertThat(verify()).containsExactly(new VerifiedPattern("byText", 5, 0, 0, List.of(), null));
    }

    private void load(String yaml) throws Exception {
        mapping = MappingFiles.read(Files.writeString(directory.resolve("shop.yaml"), yaml));
        Entity user = mapping.entities().get("User");
        AggregateReader reader = source.reader(user.aggregate());
        Mapper mapper = Mapper.compile(mapping, user, reader.reading().shape());
        reading = new EntityReading("User", reader, mapper::map);
        try (RowCursor cursor = reader.open(reader.split(100_000).get(0), null)) {
            for (Row row : cursor.next(2000)) {
                mapper.map(row).items().forEach(item -> held.put(item.key(), item));
            }
        }
    }

    private List<VerifiedPattern> verify() {
        VerifyOptions options = new VerifyOptions(
                2, 50, 200, 1000, 0, 5, false, false, false, false, "stamp", List.of(), directory.resolve("scratch"));
        try (Verifier verifier = Verifier.open(mapping, List.of(reading), new Held(), options, new RunSignal())) {
            return verifier.ask(verifier.compare(VerifyListener.SILENT), source).patterns();
        }
    }

    /** The partition key of an item that the index lacks, or null. */
    private @Nullable String hidden;

    private final class Held implements TargetReader {

        @Override
        public Map<ItemKey, Item> fetch(List<ItemKey> keys) {
            Map<ItemKey, Item> found = new HashMap<>(held);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer) {
            if (segment.number() == 0) {
                held.keySet().forEach(consumer);
            }
        }

        @Override
        public Optional<String> expiry(String table) {
            return Optional.empty();
        }

        @Override
        public QueryResult query(String table, String index, List<KeyCondition> conditions, int limit) {
            Map<String, Map<String, Value>> matching = new TreeMap<>();
            Stream<Map<String, Value>> items = held.values().stream().map(Item::attributes);
            items.filter(item -> !item.get("PK").equals(hidden == null ? null : new Value.Str(hidden)))
                    .filter(item -> conditions.stream()
                            .allMatch(condition -> condition.value().equals(item.get(condition.attribute()))))
                    .forEach(item -> matching.put(item.get("PK").toString(), item));
            return new QueryResult(matching.values().stream().limit(limit).toList(), matching.size());
        }
    }
}
