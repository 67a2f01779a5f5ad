package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where two templates do make one text, the comparison of their languages knows it. */
class CommonTextTest {

    private static final List<String> VARIABLES = List.of(
            "{a}", "{a|upper}", "{a|lower}", "{a|escape}", "{b}", "{b|pad:2}", "{b|shard:2}", "{e}", "{f}", "{d}");
    private static final List<String> LITERALS = List.of("1", "-", "A", "a", ".", "%", "t");

    @Test
    void commonTextsAreFound() {
        Random random = Seeds.random();
        int met = 0;
        int disjoint = 0;
        for (int i = 0; i < 1_000; i++) {
            Design design = Design.of("{ partition: PK }");
            for (String name : List.of("A", "B")) {
                design.entity(
                        name,
                        "a text, b int, d date, e numeric, f boolean",
                        List.of("a"),
                        "items: [{ key: { PK: \"" + template(random) + "\" } }]");
            }
            Set<ItemKey> common = keys("A", design, random);
            common.retainAll(keys("B", design, random));
            boolean exists = CommonText.exists(language("A", design), language("B", design));
            met += common.isEmpty() ? 0 : 1;
            disjoint += exists ? 0 : 1;
            assertThat(exists || common.isEmpty())
                    .as("%s in %s", common, design.mapping())
                    .isTrue();
        }
        assertThat(met).as("pairs that met").isGreaterThan(50);
        assertThat(disjoint).as("pairs without a common text").isGreaterThan(50);
    }

    private static Language language(String name, Design design) {
        Mapping mapping = design.mapping();
        return ItemKeys.of(
                        Objects.requireNonNull(mapping.entities().get(name)),
                        0,
                        Objects.requireNonNull(mapping.tables().get("t")),
                        Objects.requireNonNull(design.evidence().get(name)))
                .partition();
    }

    private static Set<ItemKey> keys(String name, Design design, Random random) {
        Mapping mapping = design.mapping();
        Shape shape = Objects.requireNonNull(design.evidence().get(name)).shape();
        Mapper mapper = Mapper.compile(
                mapping, Objects.requireNonNull(mapping.entities().get(name)), shape);
        Set<ItemKey> keys = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            String text = random.nextInt(8) == 0 ? "true" : Seeds.text(random, "Aa1-.%0t", 3);
            int number = random.nextInt(24) - 12;
            BigDecimal decimal = BigDecimal.valueOf(number, random.nextInt(2));
            Row row = new Row(
                    new Object[] {text, (long) number, "2024-01-0" + (1 + random.nextInt(2)), decimal, i % 2 == 0});
            mapper.map(row).items().forEach(item -> keys.add(item.key()));
        }
        return keys;
    }

    private static String template(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? pick(random, LITERALS) : "");
        text.append(pick(random, VARIABLES));
        if (random.nextInt(3) == 0) {
            text.append(pick(random, LITERALS)).append(pick(random, VARIABLES));
        }
        return text.append(random.nextInt(3) == 0 ? pick(random, LITERALS) : "").toString();
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
