package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.TableDesign.Projection;
import io.rowlift.mapping.Value.Bin;
import io.rowlift.mapping.Value.Bool;
import io.rowlift.mapping.Value.ListOf;
import io.rowlift.mapping.Value.MapOf;
import io.rowlift.mapping.Value.Null;
import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.SetOf;
import io.rowlift.mapping.Value.Str;
import io.rowlift.problem.Location;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes and write units worked out by hand from the developer guide's rules; each sum names its parts in order. */
class FootprintsTest {

    private static final Location HERE = new Location("shop.yaml", 4);

    /** PK, SK; an index of each projection over the same key, and one with a number and two sort attributes. */
    private static final TableDesign TABLE = table(
            index("Whole", Projection.Kind.ALL),
            index("Keys", Projection.Kind.KEYS_ONLY),
            index("Some", Projection.Kind.INCLUDE, "name", "lines"),
            new Index(
                    "Many",
                    List.of(new KeyAttribute("year", KeyType.N)),
                    List.of(new KeyAttribute("month", KeyType.S), new KeyAttribute("hash", KeyType.B)),
                    new Projection(Projection.Kind.KEYS_ONLY, List.of()),
                    HERE));

    private static final int WHOLE = 0;
    private static final int KEYS = 1;
    private static final int SOME = 2;
    private static final int MANY = 3;

    /** PK "A#1" is 2 + 3 bytes, SK "B" is 2 + 1. */
    private static final int KEY = 5 + 3;

    static Stream<Arguments> sizeOfOneAttribute() {
        return Stream.of(
                Arguments.of("empty text", new Str(""), 0),
                Arguments.of("ASCII", new Str("hello"), 5),
                Arguments.of("two, three and four bytes", new Str("é€😀"), 2 + 3 + 4),
                Arguments.of("zero", new Num("0"), 1),
                Arguments.of("a digit", new Num("7"), 1 + 1),
                Arguments.of("two digits", new Num("27"), 1 + 1),
                Arguments.of("three digits", new Num("461"), 2 + 1),
                Arguments.of("a sign", new Num("-27"), 1 + 1 + 1),
                Arguments.of("zeros at the end in pairs", new Num("1200"), 1 + 1),
                Arguments.of("zeros that split a pair", new Num("12000"), 2 + 1),
                Arguments.of("tenths", new Num("0.5"), 1 + 1),
                Arguments.of("pairs behind the point", new Num("3.14159"), 1 + 3 + 1),
                Arguments.of("zeros behind the point", new Num("0.00012"), 2 + 1),
                Arguments.of("both sides", new Num("-1234.5"), 2 + 1 + 1 + 1),
                Arguments.of("38 digits", new Num("9".repeat(38)), 19 + 1),
                Arguments.of("38 digits and a sign", new Num("-" + "9".repeat(38)), 19 + 1 + 1),
                Arguments.of("38 digits across pairs", new Num("9".repeat(37) + ".9"), 19 + 1 + 1),
                Arguments.of("no more than 21", new Num("-" + "9".repeat(37) + ".9"), 21),
                Arguments.of("the largest", new Num("9".repeat(38) + "0".repeat(88)), 19 + 1),
                Arguments.of("the smallest", new Num("0." + "0".repeat(129) + "1"), 1 + 1),
                Arguments.of("empty binary", new Bin(new byte[0]), 0),
                Arguments.of("binary, not its Base64", new Bin(new byte[7]), 7),
                Arguments.of("BOOL", new Bool(false), 1),
                Arguments.of("NULL", new Null(), 1),
                Arguments.of("string set", set(new Str("ab"), new Str("é")), 2 + 2),
                Arguments.of("number set", set(new Num("12"), new Num("-345")), 2 + 4),
                Arguments.of("binary set", set(new Bin(new byte[3]), new Bin(new byte[4])), 3 + 4),
                Arguments.of("empty list", new ListOf(List.of()), 3),
                Arguments.of("empty map", new MapOf(Map.of()), 3),
                Arguments.of("list", new ListOf(List.of(new Str("ab"), new Num("0"), new Null())), 3 + 3 + 2 + 1 + 1),
                Arguments.of("map", new MapOf(Map.of("qty", new Num("2"), "é", new Str(""))), 3 + 2 + 3 + 2 + 2 + 0),
                Arguments.of(
                        "a list of maps with a list and a set",
                        new ListOf(List.of(
                                new MapOf(Map.of("tags", set(new Str("a"), new Str("b")))),
                                new MapOf(Map.of("more", new ListOf(List.of(new Bool(true))))))),
                        3 + (1 + 3 + 1 + 4 + 2) + (1 + 3 + 1 + 4 + (3 + 1 + 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sizeOfOneAttribute(String what, Value value, int bytes) {
        Footprint footprint = measure("x", value);
        assertThat(footprint.bytes()).isEqualTo(KEY + 1 + bytes);
        assertThat(footprint.stored()).isEqualTo(KEY + 1 + bytes + 100);
        assertThat(footprint.unitsOfPut()).isEqualTo(1);
    }

    @Test
    void anEntryHoldsKeysOnceAndWhatIsProjected() {
        Value lines = new ListOf(List.of(new MapOf(Map.of("qty", new Num("2")))));
        // G is 1 + 1 bytes, H 1 + 2, name 4 + 3, lines 5 + 3 + 1 + 3 + 1 + 3 + 2, other 5 + 10
        Footprint footprint = measure(
                "G", new Str("g"), "H", new Str("hh"), "name", new Str("Ann"), "lines", lines, "other", text(10));
        assertThat(footprint.bytes()).isEqualTo(KEY + 2 + 3 + 7 + 18 + 15);
        assertThat(footprint.bytes(WHOLE)).isEqualTo(KEY + 2 + 3 + 7 + 18 + 15);
        assertThat(footprint.bytes(KEYS)).isEqualTo(KEY + 2 + 3);
        assertThat(footprint.bytes(SOME)).isEqualTo(KEY + 2 + 3 + 7 + 18);
        assertThat(footprint.in(MANY)).isFalse();
        assertThat(footprint.bytes(MANY)).isZero();
        assertThat(footprint.unitsIn(MANY)).isZero();
        assertThat(footprint.storedIn(MANY)).isZero();
        assertThat(footprint.storedIn(KEYS)).isEqualTo(KEY + 2 + 3 + 100);
        assertThat(footprint.unitsOfPut()).isEqualTo(1 + 3);
    }

    @Test
    void aProjectedAttributeThatTheItemDoesNotHaveTakesNothing() {
        Footprint footprint = measure("G", new Str("g"), "H", new Str("hh"), "name", new Str("Ann"));
        assertThat(footprint.bytes(SOME)).isEqualTo(KEY + 2 + 3 + 7);
    }

    @Test
    void keysOfSeveralAttributesAndTypes() {
        // year 4 + 3, month 5 + 2, hash 4 + 8
        Footprint footprint =
                measure("year", new Num("2026"), "month", new Str("11"), "hash", new Bin(new byte[8]), "x", text(5000));
        assertThat(footprint.bytes(MANY)).isEqualTo(KEY + 7 + 7 + 12);
        assertThat(footprint.in(WHOLE)).isFalse();
        assertThat(footprint.unitsOfPut()).isEqualTo(5 + 1);
    }

    @Test
    void onlyAWholeKeyOfTheRightTypesIsInAnIndex() {
        assertThat(in("G", new Str("g"))).isEmpty();
        assertThat(in("H", new Str("g"))).isEmpty();
        assertThat(in("G", new Num("1"), "H", new Str("g"))).isEmpty();
        assertThat(in("G", new Str("g"), "H", new Null())).isEmpty();
        assertThat(in("year", new Num("2026"), "month", new Str("11"))).isEmpty();
        assertThat(in("year", new Str("2026"), "month", new Str("11"), "hash", new Bin(new byte[1])))
                .isEmpty();
        assertThat(in("G", new Str("g"), "H", new Str("g"))).containsExactly(WHOLE, KEYS, SOME);
    }

    @Test
    void theKeyOfTheTableAsKeyOfAnIndexIsHeldOnce() {
        Index inverted = new Index(
                "Inverted",
                List.of(new KeyAttribute("SK", KeyType.S)),
                List.of(new KeyAttribute("PK", KeyType.S)),
                new Projection(Projection.Kind.KEYS_ONLY, List.of()),
                HERE);
        Footprint footprint = Footprints.of(table(inverted)).of(item("x", text(100)));
        assertThat(footprint.bytes(0)).isEqualTo(KEY);
    }

    /** Keys and names are KEY + 2 + 3 + (5 for "other"), the entry with ALL the same, the one with KEYS_ONLY 13 bytes. */
    @ParameterizedTest
    @CsvSource({
        "1024, 1, 1",
        "1025, 2, 2",
        "2048, 2, 2",
        "2049, 3, 3",
        "10240, 10, 10",
        "409599, 400, 400",
        "409600, 400, 400"
    })
    void unitsAreStartedKilobytesOfItemAndOfEachEntry(int bytes, int units, int inWhole) {
        Footprint footprint =
                measure("G", new Str("g"), "H", new Str("hh"), "other", text(bytes - KEY - 2 - 3 - "other".length()));
        assertThat(footprint.bytes()).isEqualTo(bytes);
        assertThat(footprint.units()).isEqualTo(units);
        assertThat(footprint.unitsIn(WHOLE)).isEqualTo(inWhole);
        assertThat(footprint.unitsIn(KEYS)).isEqualTo(1);
        assertThat(footprint.unitsIn(SOME)).isEqualTo(1);
        assertThat(footprint.unitsOfPut()).isEqualTo(units + inWhole + 1 + 1);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1", "1025, 2"})
    void anEntryIsRoundedOnItsOwn(int entry, int units) {
        Footprint footprint = measure(
                "G",
                new Str("g"),
                "H",
                new Str("hh"),
                "name",
                text(entry - KEY - 2 - 3 - "name".length()),
                "other",
                text(5000));
        assertThat(footprint.bytes(SOME)).isEqualTo(entry);
        assertThat(footprint.unitsIn(SOME)).isEqualTo(units);
    }

    private static final Item BEFORE =
            item("G", new Str("g"), "H", new Str("h"), "name", new Str("Ann"), "other", text(1500));

    static Stream<Arguments> unitsOfReplacing() {
        Item without = item("name", new Str("Ann"), "other", text(1500));
        Item otherKey = item("G", new Str("g2"), "H", new Str("h"), "name", new Str("Ann"), "other", text(1500));
        Item otherName = item("G", new Str("g"), "H", new Str("h"), "name", new Str("Bob"), "other", text(1500));
        Item other = item("G", new Str("g"), "H", new Str("h"), "name", new Str("Ann"), "other", text(10));
        return Stream.of(
                Arguments.of("the same item: the table alone", BEFORE, BEFORE, 2),
                Arguments.of("comes into the indexes", without, BEFORE, 2 + 2 + 1 + 1),
                Arguments.of("leaves the indexes", BEFORE, without, 2 + 2 + 1 + 1),
                Arguments.of("in no index before or after", without, item("name", text(3000)), 3),
                Arguments.of("another index key: old and new entry", BEFORE, otherKey, 2 + (2 + 2) + (1 + 1) + (1 + 1)),
                Arguments.of("a projected attribute", BEFORE, otherName, 2 + 2 + 0 + 1),
                Arguments.of("smaller, and only in ALL", BEFORE, other, 2 + 2 + 0 + 0),
                Arguments.of("larger, and only in ALL", other, BEFORE, 2 + 2 + 0 + 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unitsOfReplacing(String what, Item before, Item after, int units) {
        assertThat(Footprints.of(TABLE).unitsOfReplacing(before, after)).isEqualTo(units);
    }

    @Test
    void whatAnEntryRepeats() {
        List<IndexEntry> indexes = Footprints.of(TABLE).indexes();
        assertThat(indexes).extracting(entry -> entry.index().name()).containsExactly("Whole", "Keys", "Some", "Many");
        assertThat(indexes.get(WHOLE).of(BEFORE.attributes())).isEqualTo(BEFORE.attributes());
        assertThat(indexes.get(KEYS).of(BEFORE.attributes()).keySet()).containsExactly("PK", "SK", "G", "H");
        assertThat(indexes.get(SOME).of(BEFORE.attributes()).keySet()).containsExactly("PK", "SK", "G", "H", "name");
        assertThat(indexes.get(KEYS).projects("name")).isFalse();
        assertThat(indexes.get(SOME).projects("lines")).isTrue();
        assertThat(indexes.get(WHOLE).projects("anything")).isTrue();
    }

    private static List<Integer> in(Object... attributes) {
        Footprint footprint = measure(attributes);
        return IntStream.rangeClosed(WHOLE, MANY).filter(footprint::in).boxed().toList();
    }

    private static Footprint measure(Object... attributes) {
        return Footprints.of(TABLE).of(item(attributes));
    }

    private static Item item(@Nullable Object... attributes) {
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("PK", new Str("A#1"));
        values.put("SK", new Str("B"));
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(
                    (String) Objects.requireNonNull(attributes[i]), (Value) Objects.requireNonNull(attributes[i + 1]));
        }
        return new Item("t", new ItemKey("t", new Str("A#1"), new Str("B")), values, ItemSize.of(values));
    }

    private static Str text(int bytes) {
        return new Str("x".repeat(bytes));
    }

    private static SetOf set(Value... elements) {
        return new SetOf(new LinkedHashSet<>(List.of(elements)));
    }

    private static Index index(String name, Projection.Kind kind, String... attributes) {
        return new Index(
                name,
                List.of(new KeyAttribute("G", KeyType.S)),
                List.of(new KeyAttribute("H", KeyType.S)),
                new Projection(kind, List.of(attributes)),
                HERE);
    }

    private static TableDesign table(Index... indexes) {
        Map<String, Index> byName = new LinkedHashMap<>();
        Stream.of(indexes).forEach(index -> byName.put(index.name(), index));
        return new TableDesign(
                "t",
                new KeyAttribute("PK", KeyType.S),
                new KeyAttribute("SK", KeyType.S),
                byName,
                null,
                new Billing.OnDemand(),
                HERE);
    }
}
