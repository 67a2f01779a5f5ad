package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.Str;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "-1, 3",
        "10, 2",
        "100, 2",
        "101, 3",
        "1000, 2",
        "0.1, 2",
        "0.01, 2",
        "0.001, 2",
        "0.0001, 2",
        "1.1, 3",
        "100.01, 4",
        "27, 2",
        "-27, 3",
        "461, 3",
        "99999999999999999999999999999999999999, 20",
        "-9.9999999999999999999999999999999999999, 21"
    })
    void numbersTakeAByteForTwoDigits(String number, int bytes) {
        assertThat(ItemSize.of(Map.of("n", new Num(number)))).isEqualTo(1 + bytes);
    }

    @Test
    void everyType() {
        assertThat(ItemSize.of(Map.of("ä", new Str("ö€😀")))).isEqualTo(2 + 2 + 3 + 4);
        assertThat(ItemSize.of(Map.of("b", new Value.Bin(new byte[5])))).isEqualTo(1 + 5);
        assertThat(ItemSize.of(Map.of("t", new Value.Bool(true), "n", new Value.Null())))
                .isEqualTo(4);
        assertThat(ItemSize.of(Map.of("s", new Value.SetOf(Set.of(new Str("ab"), new Str("c"))))))
                .isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("l", new Value.ListOf(List.of(new Str("ab"), new Value.Null())))))
                .isEqualTo(1 + 3 + 1 + 2 + 1 + 1);
        assertThat(ItemSize.of(Map.of("m", new Value.MapOf(Map.of("key", new Str("ab"))))))
                .isEqualTo(1 + 3 + 1 + 3 + 2);
        assertThat(ItemSize.of(Map.of("l", new Value.ListOf(List.of())))).isEqualTo(4);
    }

    @Test
    void theLimitIsExact() {
        assertThat(ItemSize.of(Map.of("a", new Str("x".repeat(409_599))))).isEqualTo(409_600);
        assertThatThrownBy(() -> ItemSize.of(Map.of("a", new Str("x".repeat(409_600)))))
                .hasMessage("item is 409,601 bytes, DynamoDB allows 409,600");
    }

    @Test
    void theDepthIsLimited() {
        assertThat(ItemSize.of(Map.of("a", nested(31)))).isPositive();
        assertThatThrownBy(() -> ItemSize.of(Map.of("a", nested(32))))
                .hasMessage("attribute \"a\" is nested 32 levels deep or more, DynamoDB allows 31");
    }

    private static Value nested(int levels) {
        Value value = new Str("x");
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? new Value.ListOf(List.of(value)) : new Value.MapOf(Map.of("m", value));
        }
        return value;
    }

    @Test
    void textWithoutAUtf8Form() {
        assertThatThrownBy(() -> ItemSize.of(Map.of("a", new Str("x\uD800y"))))
                .hasMessage("attribute \"a\" holds half a surrogate pair, which UTF-8 cannot encode");
        assertThatThrownBy(() -> ItemSize.of(Map.of("a", new Str("\uDC00"))))
                .hasMessage("attribute \"a\" holds half a surrogate pair, which UTF-8 cannot encode");
    }

    /** Against a second computation, written from the rules and not from the code. */
    @Test
    void sizesAreThoseOfTheRules() {
        Random random = Seeds.random();
        for (int i = 0; i < 5_000; i++) {
            Map<String, Value> item = new LinkedHashMap<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                item.put(Seeds.text(random, "aé€", 5) + j, value(random, 3));
            }
            int expected = item.entrySet().stream()
                    .mapToInt(e -> utf8(e.getKey()) + expected(e.getValue()))
                    .sum();
            assertThat(ItemSize.of(item)).isEqualTo(expected);
        }
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> new Str(Seeds.text(random, "xä€", 20) + "😀".repeat(random.nextInt(2)));
            case 1 ->
                new Num(Numbers.canonical(
                        new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(120) - 60)
                                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))));
            case 2 -> new Value.Bin(new byte[random.nextInt(30)]);
            case 3 -> new Value.Bool(random.nextBoolean());
            case 4 -> new Value.Null();
            case 5 -> new Value.SetOf(new LinkedHashSet<>(List.of(new Str("a"), new Str("b" + random.nextInt(99)))));
            case 6 -> new Value.ListOf(List.of(value(random, depth - 1), value(random, depth - 1)));
            default -> new Value.MapOf(Map.of("x", value(random, depth - 1), "yy", value(random, depth - 1)));
        };
    }

    private static int expected(Value value) {
        if (value instanceof Str text) {
            return utf8(text.text());
        }
        if (value instanceof Num number) {
            return expected(new BigDecimal(number.text()));
        }
        if (value instanceof Value.Bin binary) {
            return binary.bytes().length;
        }
        if (value instanceof Value.SetOf set) {
            return set.elements().stream().mapToInt(ItemSizeTest::expected).sum();
        }
        if (value instanceof Value.ListOf list) {
            return 3 + list.elements().stream().mapToInt(e -> 1 + expected(e)).sum();
        }
        if (value instanceof Value.MapOf map) {
            return 3
                    + map.entries().entrySet().stream()
                            .mapToInt(e -> 1 + utf8(e.getKey()) + expected(e.getValue()))
                            .sum();
        }
        return 1;
    }

    /** Base-100 digits of the number, counted by arithmetic. */
    private static int expected(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        BigInteger hundred = BigInteger.valueOf(100);
        int scale = Math.max(0, number.scale() + (number.scale() & 1));
        BigInteger digits = number.abs().setScale(scale).unscaledValue();
        while (digits.mod(hundred).signum() == 0) {
            digits = digits.divide(hundred);
        }
        int pairs = (digits.toString().length() + 1) / 2;
        return Math.min(21, pairs + 1 + (number.signum() < 0 ? 1 : 0));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
