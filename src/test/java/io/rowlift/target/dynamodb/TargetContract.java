package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static io.rowlift.target.dynamodb.Designs.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Value;
import io.rowlift.target.TargetReader.KeyCondition;
import io.rowlift.target.TargetReader.QueryResult;
import io.rowlift.target.TargetReader.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a target does, whatever lies between it and us. */
abstract class TargetContract {

    private DynamoDbTarget target;

    /** Opens the table of {@link Designs#shop} under a name that nobody else uses. */
    abstract DynamoDbTarget open();

    @BeforeEach
    void prepare() {
        target = open();
        target.prepare();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void writesAndFetchesEveryTypeExactly() {
        Item item = item(
                "USER#1",
                "PROFILE",
                "text",
                "",
                "number",
                new Value.Num("-12345678901234567890123456789.012345678"),
                "small",
                new Value.Num("0." + "0".repeat(19) + "1"),
                "large",
                new Value.Num("1" + "0".repeat(125)),
                "binary",
                new Value.Bin(new byte[] {0, -1, 127}),
                "yes",
                new Value.Bool(true),
                "nothing",
                new Value.Null(),
                "list",
                new Value.ListOf(List.of(new Value.Num("0.5"), new Value.MapOf(Map.of("a", new Value.Str("b"))))),
                "texts",
                new Value.SetOf(Set.of(new Value.Str("x"), new Value.Str("y"))),
                "numbers",
                new Value.SetOf(Set.of(new Value.Num("1"), new Value.Num("2.5"))),
                "binaries",
                new Value.SetOf(Set.of(new Value.Bin(new byte[] {1}))));

        target.write(List.of(item));

        assertThat(target.reader().fetch(List.of(item.key()))).containsExactly(Map.entry(item.key(), item));
    }

    @Test
    void fetchesWhatExists() {
        List<Item> items = IntStream.range(0, 250)
                .mapToObj(i -> item("USER#" + i, "PROFILE", "n", i))
                .toList();
        target.write(items);
        List<ItemKey> keys = IntStream.range(0, 500)
                .mapToObj(i -> key("USER#" + i, "PROFILE"))
                .toList();

        assertThat(target.reader().fetch(keys).values()).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    void acknowledgesEveryItemAlsoTwoWithOneKeyOfWhichTheLaterOneWins() {
        List<Item> items = List.of(
                item("USER#1", "PROFILE", "n", 1),
                item("USER#2", "PROFILE", "n", 2),
                item("USER#1", "PROFILE", "n", 3));

        assertThat(target.write(items)).isEqualTo(3);

        assertThat(target.reader().fetch(List.of(key("USER#1", "PROFILE"))).values())
                .containsExactly(items.get(2));
    }

    @Test
    void handsOverAllKeysOfATableOnce() {
        List<Item> items = IntStream.range(0, 3000)
                .mapToObj(i -> item("USER#" + i % 100, "ORDER#" + i, "text", "x".repeat(1000)))
                .toList();
        target.write(items);

        List<ItemKey> keys = new ArrayList<>();
        target.reader().scanKeys("shop", Segment.ALL, keys::add);

        assertThat(keys).hasSize(3000);
        assertThat(new HashSet<>(keys))
                .isEqualTo(new LinkedHashSet<>(items.stream().map(Item::key).toList()));
    }

    @Test
    void everyKeyIsInOneSegment() {
        List<Item> items = IntStream.range(0, 500)
                .mapToObj(i -> item("USER#" + i % 100, "ORDER#" + i))
                .toList();
        target.write(items);

        List<ItemKey> keys = new ArrayList<>();
        for (int segment = 0; segment < 7; segment++) {
            target.reader().scanKeys("shop", new Segment(segment, 7), keys::add);
        }

        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        items.stream().map(Item::key).toList());
    }

    @Test
    void removesItemsAndOnlyThose() {
        List<Item> items = IntStream.range(0, 120)
                .mapToObj(i -> item("USER#" + i % 10, "ORDER#" + i))
                .toList();
        List<ItemKey> keys = items.stream().map(Item::key).toList();
        target.write(items);

        target.delete(List.of());
        target.delete(items.subList(0, 70));
        target.delete(items.subList(60, 70));

        assertThat(target.reader().fetch(keys).keySet()).containsExactlyInAnyOrderElementsOf(keys.subList(70, 120));
    }

    @Test
    void removesNoItemThatIsAnotherByNow() {
        Item before = item("USER#1", "ORDER#1", "text", "before");
        Item after = item("USER#1", "ORDER#1", "text", "after");
        target.write(List.of(after));

        target.delete(List.of(before));

        assertThat(target.reader().fetch(List.of(after.key())).get(after.key()).attributes())
                .isEqualTo(after.attributes());
    }

    @Test
    void answersAPatternWithTheFirstItemsAndTheCountOfAll() {
        target.write(IntStream.range(0, 2500)
                .mapToObj(i -> item("USER#1", "ORDER#%04d".formatted(i), "text", "x".repeat(1000)))
                .toList());
        target.write(List.of(item("USER#1", "PROFILE")));

        QueryResult result = target.reader()
                .query(
                        "shop",
                        null,
                        List.of(
                                new KeyCondition("PK", Operator.EQUALS, new Value.Str("USER#1")),
                                new KeyCondition("SK", Operator.BEGINS_WITH, new Value.Str("ORDER#"))),
                        2);

        assertThat(result.count()).isEqualTo(2500);
        assertThat(result.items())
                .extracting(item -> item.get("SK"))
                .containsExactly(new Value.Str("ORDER#0000"), new Value.Str("ORDER#0001"));
    }

    @Test
    void asksAnIndex() {
        target.write(List.of(
                item("ORDER#1", "METADATA", "GSI1PK", "STATUS#open", "GSI1SK", "2026-01-01"),
                item("ORDER#2", "METADATA", "GSI1PK", "STATUS#open", "GSI1SK", "2026-01-02"),
                item("ORDER#3", "METADATA")));

        QueryResult result = target.reader()
                .query(
                        "shop",
                        "GSI1",
                        List.of(
                                new KeyCondition("GSI1PK", Operator.EQUALS, new Value.Str("STATUS#open")),
                                new KeyCondition("GSI1SK", Operator.GREATER, new Value.Str("2026-01-01"))),
                        10);

        assertThat(result.count()).isEqualTo(1);
        assertThat(result.items().get(0)).containsEntry("PK", new Value.Str("ORDER#2"));
    }

    @Test
    void theLaterOfTwoItemsWithOneKeyWins() {
        List<Item> items = IntStream.range(0, 60)
                .mapToObj(i -> item("USER#" + i % 20, "PROFILE", "n", i))
                .toList();

        target.write(items);

        assertThat(target.reader().fetch(items.stream().map(Item::key).toList()).values())
                .containsExactlyInAnyOrderElementsOf(items.subList(40, 60));
        assertThat(target.traffic().written()).isEqualTo(60);
    }
}
