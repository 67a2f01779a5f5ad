package io.rowlift.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Value;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    @Test
    void partsOfAKeyAreKeptApart() {
        assertThat(hash("a", "bc")).isNotEqualTo(hash("ab", "c"));
        assertThat(hash("a", "b")).isNotEqualTo(hash("b", "a"));
        assertThat(KeyHash.of(new ItemKey("main", new Value.Str("a"), null))).isNotEqualTo(hash("a", ""));
    }

    @Test
    void tablesAreKeptApart() {
        assertThat(KeyHash.of(new ItemKey("one", new Value.Str("a"), null)))
                .isNotEqualTo(KeyHash.of(new ItemKey("two", new Value.Str("a"), null)));
    }

    @Test
    void numbersThatDynamoDbHoldsForEqualHaveOneHash() {
        assertThat(number("100")).isEqualTo(number("1E+2")).isEqualTo(number("100.0"));
        assertThat(number("100")).isNotEqualTo(number("101"));
    }

    private static KeyHash hash(String partition, String sort) {
        return KeyHash.of(new ItemKey("main", new Value.Str(partition), new Value.Str(sort)));
    }

    private static KeyHash number(String text) {
        return KeyHash.of(new ItemKey("main", new Value.Num(text), null));
    }
}
