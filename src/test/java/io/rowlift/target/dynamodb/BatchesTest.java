package io.rowlift.target.dynamodb;

import static io.rowlift.target.dynamodb.Designs.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.Billing;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.KeyType;
import io.rowlift.mapping.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Map<String, TableDesign> SHOP = Map.of("shop", Designs.shop());

    private static List<List<Batch>> cut(List<Item> items) {
        return new Batches(SHOP, Integer.MAX_VALUE).cut(puts(items));
    }

    private static List<Operation> puts(List<Item> items) {
        return items.stream().map(Operation::put).toList();
    }

    @Test
    void failure1_keysThatAreEachOthersReverseAreTwoItemsOfOneBatch() {
        List<Item> items = List.of(item("a", "b"), item("b", "a"), item("ab", ""), item("", "ab"));

        assertThat(cut(items)).containsExactly(List.of(new Batch("shop", puts(items), 4, bytes(items))));
    }

    @Test
    void failure3_aKeyThatComesTwiceGoesIntoALaterWaveInItsOrder() {
        Item first = item("a", "1", "n", 1);
        Item other = item("a", "2", "n", 1);
        Item second = item("a", "1", "n", 2);
        Item third = item("a", "1", "n", 3);

        List<List<Batch>> waves = cut(List.of(first, other, second, third));

        assertThat(waves).hasSize(3);
        assertThat(waves.get(0)).singleElement().extracting(Batch::operations).isEqualTo(puts(List.of(first, other)));
        assertThat(waves.get(1)).singleElement().extracting(Batch::operations).isEqualTo(puts(List.of(second)));
        assertThat(waves.get(2)).singleElement().extracting(Batch::operations).isEqualTo(puts(List.of(third)));
    }

    @Test
    void numbersAndBinariesAreComparedByValue() {
        KeyAttribute number = new KeyAttribute("n", KeyType.N);
        TableDesign design = new TableDesign(
                "t", number, new KeyAttribute("b", KeyType.B), Map.of(), null, new Billing.OnDemand(), Designs.HERE);
        List<Item> items = IntStream.range(0, 2)
                .mapToObj(i -> {
                    Value one = new Value.Num("1");
                    Value bytes = new Value.Bin(new byte[] {1, 2});
                    return new Item("t", new ItemKey("t", one, bytes), Map.of("n", one, "b", bytes), 0);
                })
                .toList();

        assertThat(new Batches(Map.of("t", design), Integer.MAX_VALUE).cut(puts(items)))
                .hasSize(2);
    }

    @Test
    void aBatchHoldsTwentyFiveItems() {
        List<Item> items =
                IntStream.range(0, 60).mapToObj(i -> item("a", "" + i)).toList();

        assertThat(cut(items))
                .singleElement()
                .satisfies(wave -> assertThat(wave)
                        .extracting(batch -> batch.operations().size())
                        .containsExactly(25, 25, 10));
    }

    @Test
    void aBatchStaysBelowSixteenMegabytesOnTheWire() {
        // 400,000 bytes when stored, 1,200,000 and more as escaped or three-byte text
        List<Item> items = IntStream.range(0, 25)
                .mapToObj(i ->
                        item("a", "" + i, "text", (i % 2 == 0 ? "\u0001" : "€").repeat(i % 2 == 0 ? 400_000 : 133_000)))
                .toList();

        List<Batch> wave = cut(items).get(0);

        assertThat(wave.size()).isGreaterThan(1);
        assertThat(wave).allSatisfy(batch -> assertThat(batch.bytes()).isLessThan(16_000_000));
        assertThat(wave.stream().flatMap(batch -> batch.operations().stream())).containsExactlyElementsOf(puts(items));
    }

    @Test
    void aBatchHoldsNoMoreUnitsThanTheCeilingWantsUnlessAnItemDoes() {
        List<Item> items = List.of(
                item("a", "1"),
                item("a", "2"),
                item("a", "3"),
                item("a", "4", "text", "x".repeat(5000)),
                item("a", "5"));

        assertThat(new Batches(SHOP, 2).cut(puts(items)).get(0))
                .extracting(Batch::units)
                .containsExactly(2, 1, 5, 1);
    }

    @Test
    void aDeletionAndAPutOfOneKeyGoIntoTwoWavesAndOthersShareABatch() {
        Item put = item("a", "1", "n", 1);
        Operation delete = Operation.delete(put.key());
        Operation other = Operation.delete(item("a", "2").key());

        List<List<Batch>> waves = new Batches(SHOP, Integer.MAX_VALUE).cut(List.of(delete, other, Operation.put(put)));

        assertThat(waves).hasSize(2);
        assertThat(waves.get(0)).singleElement().extracting(Batch::operations).isEqualTo(List.of(delete, other));
        assertThat(waves.get(1)).singleElement().extracting(Batch::operations).isEqualTo(List.of(Operation.put(put)));
    }

    private static long bytes(List<Item> items) {
        return items.stream().mapToLong(i -> WireSize.ofPut(i.attributes())).sum();
    }
}
