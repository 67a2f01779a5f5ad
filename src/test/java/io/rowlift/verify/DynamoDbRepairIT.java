package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.job.testing.MemorySource;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Value;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.servers.Servers;
import io.rowlift.source.EntityReading;
import io.rowlift.target.Ownership;
import io.rowlift.target.dynamodb.DynamoDbTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets, binaries and shared tables, where DynamoDB holds them. */
class DynamoDbRepairIT {

    private final Mapping mapping = Fixture.mapping();
    private final MemorySource source = new MemorySource().table("users", 30);

    @TempDir
    private Path directory;

    private DynamoDbTarget target;

    @BeforeEach
    void load() {
        String table = "verify-" + UUID.randomUUID().toString().substring(0, 8);
        target = DynamoDbTarget.open(
                new TargetSettings.DynamoDb(
                        "eu-west-1", Servers.dynamodb().endpoint(), Map.of("main", table), 0, 0, false, false),
                mapping,
                new Ownership("shop-to-dynamodb", "5f0c"),
                new RunSignal());
        target.prepare();
        target.write(
                source.rows("users").keySet().stream().map(id -> item(id, 3)).toList());
    }

    @AfterEach
    void close() {
        target.close();
    }

    /** DynamoDB gives sets back in an order of its own. */
    @Test
    void setsAndBinariesAreComparedByValueAndMended() {
        assertThat(verify(false).differences()).isZero();
        target.write(List.of(item(7, 2), with(8, "raw", bytes("another")), with(9, "raws", new Value.Str("a text"))));

        Verification mended = verify(false);

        assertThat(mended.entities().get(0).different()).isEqualTo(3);
        assertThat(mended.left()).isZero();
        assertThat(target.reader()
                        .fetch(List.of(Fixture.key(7)))
                        .get(Fixture.key(7))
                        .attributes())
                .isEqualTo(item(7, 3).attributes());
    }

    @Test
    void ofASharedTableOnlyOwnItemsArePruned() {
        ItemKey foreign = new ItemKey("main", new Value.Str("SESSION#1"), null);
        Item others = new Item("main", foreign, Map.of("PK", foreign.partition(), "raw", bytes("theirs")), 10);
        target.write(List.of(others, item(1000, 3)));

        Verification mended = verify(true);

        assertThat(mended.tables()).containsExactly(new VerifiedTable("main", 32, 1, 1, List.of(Fixture.key(1000))));
        assertThat(mended.repair().pruned()).isEqualTo(1);
        assertThat(mended.left()).isZero();
        assertThat(target.reader().fetch(List.of(foreign, Fixture.key(1000)))).containsOnlyKeys(foreign);
    }

    private Verification verify(boolean shared) {
        VerifyOptions options = new VerifyOptions(
                2, 10, 20, 100, 0, 5, false, shared, true, false, "stamp", List.of(), directory.resolve("scratch"));
        EntityReading reading = new EntityReading(
                "User", source.reader(mapping.entities().get("User").aggregate()), DynamoDbRepairIT::map);
        try (Verifier verifier = Verifier.open(mapping, List.of(reading), target.reader(), options, new RunSignal())) {
            Verification mended =
                    verifier.repair(verifier.compare(VerifyListener.SILENT), target, directory.resolve("exports"));
            verifier.forget();
            return mended;
        }
    }

    private static Mapped map(Row row) {
        RowKey key = new RowKey(List.of("id"), List.of(row.required(0)));
        return new Mapped(key, List.of(item((Long) row.required(0), 3)), null);
    }

    private static Item with(long id, String attribute, Value value) {
        Map<String, Value> attributes = new LinkedHashMap<>(item(id, 3).attributes());
        attributes.put(attribute, value);
        return new Item("main", Fixture.key(id), attributes, 100);
    }

    /** An item with sets of so many texts, numbers and binaries, in no order. */
    private static Item item(long id, int elements) {
        Set<Value> texts = new LinkedHashSet<>();
        Set<Value> numbers = new LinkedHashSet<>();
        Set<Value> binaries = new LinkedHashSet<>();
        for (long i = elements; i > 0; i--) {
            texts.add(new Value.Str("text " + (id + i * 7) + " " + i));
            numbers.add(new Value.Num(Long.toString(i * 100 - id)));
            binaries.add(bytes(i + " of " + id));
        }
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put("PK", Fixture.key(id).partition());
        attributes.put("texts", new Value.SetOf(texts));
        attributes.put("numbers", new Value.SetOf(numbers));
        attributes.put("raws", new Value.SetOf(binaries));
        attributes.put("raw", bytes("row " + id));
        return new Item("main", Fixture.key(id), attributes, 100);
    }

    private static Value bytes(String text) {
        return new Value.Bin(text.getBytes(StandardCharsets.UTF_8));
    }
}
