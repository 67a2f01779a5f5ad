package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A key can be taken apart again: rows with different values that a template accepts have different keys. */
class TemplateInjectivityTest {

    private static final List<String> LITERALS = List.of("#", "##", "a", "ab", "aa", "aba", "%", "2", "%2", "é");
    private static final List<String> FORMATS = List.of("", "|escape");

    @Test
    void acceptedValuesCanBeReadBack() {
        Random random = Seeds.random();
        int accepted = 0;
        for (int i = 0; i < 400; i++) {
            String template = variable("a", random)
                    + literal(random)
                    + variable("b", random)
                    + literal(random)
                    + variable("c", random)
                    + (random.nextBoolean() ? literal(random) : "");
            Design design = Design.of("{ partition: PK }")
                    .entity(
                            "A",
                            "a text, b text, c text",
                            List.of("a"),
                            "items: [{ key: { PK: \"" + template + "\" } }]");
            accepted += accepted(design, template, random);
        }
        assertThat(accepted).as("rows that were accepted").isGreaterThan(20_000);
    }

    private static int accepted(Design design, String template, Random random) {
        Mapping mapping = design.mapping();
        Shape shape = Objects.requireNonNull(design.evidence().get("A")).shape();
        Mapper mapper = Mapper.compile(
                mapping, Objects.requireNonNull(mapping.entities().get("A")), shape);
        Map<ItemKey, List<String>> seen = new HashMap<>();
        int accepted = 0;
        for (int i = 0; i < 400; i++) {
            List<String> values = List.of(text(random), text(random), text(random));
            for (Item item : mapper.map(new Row(values.toArray())).items()) {
                accepted++;
                List<String> other = seen.put(item.key(), values);
                assertThat(other == null ? values : other).as(template).isEqualTo(values);
            }
        }
        return accepted;
    }

    private static String text(Random random) {
        return "x".repeat(random.nextInt(2)) + Seeds.text(random, "ab#%2é", 3);
    }

    private static String variable(String name, Random random) {
        return "{" + name + FORMATS.get(random.nextInt(FORMATS.size())) + "}";
    }

    private static String literal(Random random) {
        return LITERALS.get(random.nextInt(LITERALS.size()));
    }
}
