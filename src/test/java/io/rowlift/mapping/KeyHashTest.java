package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.mapping.Value.Bin;
import io.rowlift.mapping.Value.Num;
import io.rowlift.mapping.Value.Str;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    /** A checkpoint of another version of Rowlift may hold hashes. */
    @Test
    void theHashStaysWhatItIs() {
        assertThat(KeyHash.of(new ItemKey("shop", new Str("USER#1"), new Num("7"))))
                .isEqualTo(new KeyHash(3266645894874224292L, 8659163438535549376L));
    }

    @Test
    void orderIsThatOfUnsignedNumbers() {
        assertThat(new KeyHash(1, 0)).isLessThan(new KeyHash(-1, 0));
        assertThat(new KeyHash(1, 1)).isLessThan(new KeyHash(1, -1));
        assertThat(new KeyHash(1, 1)).isEqualByComparingTo(new KeyHash(1, 1));
    }

    /** Failure 1: (a, b) and (b, a) are two keys; so are ("ab", "c") and ("a", "bc"), and "1" and 1. */
    @Test
    void equalHashesMeanEqualKeys() {
        Random random = Seeds.random();
        Map<KeyHash, ItemKey> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            ItemKey key = new ItemKey(
                    random.nextBoolean() ? "t" : "tS", part(random), random.nextInt(4) == 0 ? null : part(random));
            ItemKey other = seen.putIfAbsent(KeyHash.of(key), key);
            if (other != null) {
                assertThat(other).isEqualTo(key);
            }
        }
        assertThat(seen.values()).doesNotHaveDuplicates();
    }

    private static Value part(Random random) {
        String text = Seeds.text(random, "ab", 4);
        return switch (random.nextInt(3)) {
            case 0 -> new Str(text);
            case 1 -> new Num(Numbers.canonical(BigDecimal.valueOf(random.nextInt(20), random.nextInt(3) - 1)));
            default -> new Bin(text.getBytes(StandardCharsets.UTF_8));
        };
    }
}
