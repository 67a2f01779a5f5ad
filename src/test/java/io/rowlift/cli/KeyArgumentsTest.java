package io.rowlift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.RowKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyArgumentsTest {

    private static final List<String> PAIR = List.of("order_id", "line");

    @Test
    void valuesInTheKeysOrder() {
        assertThat(parse(List.of("id"), "4711")).isEqualTo(new RowKey(List.of("id"), List.of("4711")));
        assertThat(parse(PAIR, "1", "2")).isEqualTo(new RowKey(PAIR, List.of("1", "2")));
    }

    @Test
    void columnsInAnyOrder() {
        assertThat(parse(PAIR, "line=2", "order_id=a=b")).isEqualTo(new RowKey(PAIR, List.of("a=b", "2")));
    }

    @Test
    void aValueMayContainAnEqualsSign() {
        assertThat(parse(List.of("token"), "abc=")).isEqualTo(new RowKey(List.of("token"), List.of("abc=")));
        assertThat(parse(List.of("token"), "a=b")).isEqualTo(new RowKey(List.of("token"), List.of("a=b")));
    }

    @Test
    void tooFewValues() {
        assertThatThrownBy(() -> parse(PAIR, "1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "the key of entity \"Line\" is (order_id, line); got 1 value; give 2 values in this order, or"
                                + " COLUMN=VALUE for each");
    }

    @Test
    void tooManyValues() {
        assertThatThrownBy(() -> parse(List.of("id"), "1", "2"))
                .hasMessage(
                        "the key of entity \"Line\" is (id); got 2 values; give one value, or COLUMN=VALUE for each");
    }

    @Test
    void aColumnThatTheKeyDoesNotHave() {
        assertThatThrownBy(() -> parse(PAIR, "order_id=1", "lin=2"))
                .hasMessage(
                        "the key of entity \"Line\" is (order_id, line); got \"lin\", did you mean \"line\"?; give 2"
                                + " values in this order, or COLUMN=VALUE for each");
    }

    @Test
    void aMissingColumnAndOneGivenTwice() {
        assertThatThrownBy(() -> parse(PAIR, "order_id=1"))
                .hasMessageStartingWith("the key of entity \"Line\" is (order_id, line); \"line\" is missing; ");
        assertThatThrownBy(() -> parse(PAIR, "order_id=1", "order_id=2"))
                .hasMessageStartingWith("the key of entity \"Line\" is (order_id, line); got \"order_id\" twice; ");
    }

    private static RowKey parse(List<String> columns, String... arguments) {
        return KeyArguments.parse("entity \"Line\"", columns, List.of(arguments));
    }
}
