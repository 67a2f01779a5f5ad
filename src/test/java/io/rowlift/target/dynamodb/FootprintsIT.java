package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.HERE;
import static io.rowlift.target.dynamodb.Designs.item;
import static io.rowlift.target.dynamodb.Designs.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Footprint;
import io.rowlift.mapping.Footprints;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Value;
import io.rowlift.mapping.Value.Bin;
import io.rowlift.mapping.Value.Bool;
import io.rowlift.mapping.Value.ListOf;
import io.rowlift.mapping.Value.MapOf;
import io.rowlift.mapping.Value.Null;
import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.SetOf;
import io.rowlift.mapping.Value.Str;
import io.rowlift.servers.Servers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Our arithmetic of write units against the capacity that a server reports, at the bytes where a unit begins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FootprintsIT {

    private static final TableDesign TABLE = table();

    private final Footprints footprints = Footprints.of(TABLE);
    private final String physical = Designs.unique();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .endpointOverride(Servers.dynamodb().endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
    private int keys;

    @BeforeAll
    void createTable() {
        client.createTable(TableCreation.request(TABLE, physical, null));
    }

    @AfterAll
    void close() {
        client.close();
    }

    static Stream<Arguments> aUnitBeginsWhereWeSay() {
        Value list = new ListOf(List.of(new Str("é€"), new Num("-12.5"), new Null()));
        return Stream.of(
                Arguments.of("text", new Str("é€😀")),
                Arguments.of("empty text", new Str("")),
                Arguments.of("binary", new Bin(new byte[100])),
                Arguments.of("list", list),
                Arguments.of("map", new MapOf(Map.of("a", list, "é", new Bool(true)))),
                Arguments.of("empty list", new ListOf(List.of())),
                Arguments.of("empty map", new MapOf(Map.of())),
                Arguments.of("string set", set(new Str("a"), new Str("bc"))),
                Arguments.of("number set", set(new Num("1"), new Num("-234"))),
                Arguments.of("binary set", set(new Bin(new byte[2]), new Bin(new byte[3]))),
                Arguments.of("BOOL", new Bool(false)),
                Arguments.of("NULL", new Null()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aUnitBeginsWhereWeSay(String what, Value value) {
        check(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-7",
                "27",
                "461",
                "-461",
                "1200",
                "12000",
                "0.5",
                "0.05",
                "0.005",
                "3.14159",
                "-0.00012",
                "1234.5",
                "-1234.5",
                "100.01",
                "123456789",
                "99999999999999999999999999999999999999",
                "-99999999999999999999999999999999999999",
                "9999999999999999999999999999999999999.9",
                "-9999999999999999999999999999999999999.9"
            })
    void aNumberIsAsLongAsWeSay(String number) {
        check(new Num(number));
    }

    private void check(Value value) {
        for (int bytes : List.of(1023, 1024, 1025, 3072, 3073)) {
            checkPut(sized(bytes, "value", value));
            checkPut(sized(bytes, "value", value, "G", "g", "H", "hé", "name", "Ann"));
            checkPut(sized(bytes, "name", value, "G", "g", "H", "hé"));
        }
    }

    @Test
    void anIndexEntryIsRoundedOnItsOwn() {
        for (int bytes : List.of(1023, 1024, 1025, 2048, 2049)) {
            // beside the item's key: G 1 + 1, H 1 + 1, name 4
            int name = bytes - item("p", "0000").size() - 2 - 2 - 4;
            Item item = item("p", nextKey(), "G", "g", "H", "h", "name", "x".repeat(name), "other", "y".repeat(3000));
            assertThat(footprints.of(item).bytes(2)).isEqualTo(bytes);
            checkPut(item);
        }
    }

    /** A partition of a number, and a sort of text and bytes. */
    @Test
    void keysOfSeveralAttributesAndTypes() {
        for (int bytes : List.of(1024, 1025)) {
            checkPut(sized(bytes, "year", 2026, "month", "11", "hash", new Bin(new byte[600])));
            checkPut(sized(bytes, "year", 2026, "month", "11"));
        }
    }

    @Test
    void randomNumbers() {
        Random random = random();
        for (int i = 0; i < 200; i++) {
            BigDecimal number = new BigDecimal(new BigInteger(1 + random.nextInt(120), random))
                    .scaleByPowerOfTen(random.nextInt(150) - 100)
                    .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
            Num value = new Num(
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
            checkPut(sized(1024, "n", value));
            checkPut(sized(1025, "n", value));
        }
    }

    @Test
    void replacingCostsWhatTheOldAndTheNewItemSay() {
        Random random = random();
        for (int i = 0; i < 300; i++) {
            Item before = version(random);
            Item after = version(random);
            client.deleteItem(request -> request.tableName(physical)
                    .key(AttributeValues.encode(Map.of("PK", new Str("r"), "SK", new Str("1")))));
            put(before);
            double units = put(after).values().stream().mapToDouble(d -> d).sum();
            assertThat(units)
                    .as("%s after %s", after.attributes(), before.attributes())
                    .isEqualTo(footprints.unitsOfReplacing(before, after));
        }
    }

    private static Random random() {
        long seed = Long.getLong("rowlift.seed", System.nanoTime());
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    /** One of few items, so that two of them often share an index key or an attribute. */
    private static Item version(Random random) {
        List<Object> attributes = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            attributes.addAll(List.of("G", "g" + random.nextInt(2), "H", "h"));
        }
        if (random.nextBoolean()) {
            attributes.addAll(List.of("name", "x".repeat(random.nextInt(3) * 1000)));
        }
        if (random.nextBoolean()) {
            attributes.addAll(List.of("other", "x".repeat(random.nextInt(3) * 1000)));
        }
        return item("r", "1", attributes.toArray());
    }

    /** Listed in docs/dynamodb.md, not adopted: by the developer guide an entry holds the keys and what is projected. */
    @Test
    void dynamoDbLocalDescribesEveryIndexAsIfItRepeatedTheWholeItem() {
        String own = Designs.unique();
        client.createTable(TableCreation.request(TABLE, own, null));
        Item item = item("p", "1", "G", "g", "H", "h", "name", "Ann", "other", "y".repeat(50));
        client.putItem(request -> request.tableName(own).item(AttributeValues.encode(item.attributes())));
        TableDescription table =
                client.describeTable(request -> request.tableName(own)).table();
        Footprint footprint = footprints.of(item);

        assertThat(table.tableSizeBytes()).isEqualTo(footprint.bytes()).isEqualTo(72);
        Map<String, Long> described = new TreeMap<>();
        table.globalSecondaryIndexes().forEach(index -> described.put(index.indexName(), index.indexSizeBytes()));
        assertThat(described).isEqualTo(Map.of("ALL", 72L, "KEYS_ONLY", 72L, "INCLUDE", 72L, "MANY", 0L));
        assertThat(List.of(footprint.bytes(0), footprint.bytes(1), footprint.bytes(2), footprint.bytes(3)))
                .containsExactly(72, 10, 17, 0);
    }

    private void checkPut(Item item) {
        assertThat(put(item)).isEqualTo(expected(item));
    }

    private Map<String, Double> expected(Item item) {
        Footprint footprint = footprints.of(item);
        Map<String, Double> units = new TreeMap<>();
        units.put("table", (double) footprint.units());
        for (int i = 0; i < footprints.indexes().size(); i++) {
            if (footprint.in(i)) {
                units.put(footprints.indexes().get(i).index().name(), (double) footprint.unitsIn(i));
            }
        }
        return units;
    }

    private Map<String, Double> put(Item item) {
        ConsumedCapacity consumed = client.putItem(request -> request.tableName(physical)
                        .item(AttributeValues.encode(item.attributes()))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
        Map<String, Double> units = new TreeMap<>();
        units.put("table", consumed.table().capacityUnits());
        consumed.globalSecondaryIndexes().forEach((name, capacity) -> units.put(name, capacity.capacityUnits()));
        return units;
    }

    /** An item of exactly so many bytes, under a key of its own. */
    private Item sized(int bytes, Object... attributes) {
        Object[] all = Arrays.copyOf(attributes, attributes.length + 2);
        String key = nextKey();
        all[attributes.length] = "pad";
        all[attributes.length + 1] = "";
        all[attributes.length + 1] = "x".repeat(bytes - item("p", key, all).size());
        return item("p", key, all);
    }

    private String nextKey() {
        return String.format(Locale.ROOT, "%04d", keys++);
    }

    private static SetOf set(Value... elements) {
        return new SetOf(new LinkedHashSet<>(Set.of(elements)));
    }

    private static TableDesign table() {
        Map<String, Index> indexes = new LinkedHashMap<>();
        for (Projection projection : List.of(
                new Projection(Projection.Kind.ALL, List.of()),
                new Projection(Projection.Kind.KEYS_ONLY, List.of()),
                new Projection(Projection.Kind.INCLUDE, List.of("name")))) {
            String name = projection.kind().name();
            indexes.put(name, new Index(name, List.of(text("G")), List.of(text("H")), projection, HERE));
        }
        Index many = new Index(
                "MANY",
                List.of(new KeyAttribute("year", KeyType.N)),
                List.of(text("month"), new KeyAttribute("hash", KeyType.B)),
                new Projection(Projection.Kind.KEYS_ONLY, List.of()),
                HERE);
        indexes.put(many.name(), many);
        return new TableDesign("shop", text("PK"), text("SK"), indexes, null, new Billing.OnDemand(), HERE);
    }
}
