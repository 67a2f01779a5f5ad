package io.rowlift.target.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemSize;
import io.rowlift.mapping.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever wrote it: what the target holds can be read, even where our arithmetic says that it is too large or too deep. */
class StoredItemsTest {

    private final StoredItems items = new StoredItems(Designs.shop());

    @Test
    void readsAnItemThatIsLargerThanOursMayBe() {
        Item item = held(new Value.Str("x".repeat(ItemSize.MAX)));

        assertThat(item.key()).isEqualTo(Designs.key("USER#1", "LARGE"));
        assertThat(item.size()).isEqualTo(ItemSize.MAX + "PKUSER#1SKLARGEtext".length());
    }

    @Test
    void readsAnItemThatIsNestedDeeperThanOursMayBe() {
        Value value = new Value.Null();
        for (int level = 0; level < 40; level++) {
            value = new Value.ListOf(List.of(value));
        }

        assertThat(held(value).attributes()).containsEntry("text", value);
    }

    private Item held(Value value) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        attributes.put("PK", new Value.Str("USER#1"));
        attributes.put("SK", new Value.Str("LARGE"));
        attributes.put("text", value);
        return items.item(AttributeValues.encode(attributes));
    }
}
