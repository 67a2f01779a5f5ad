package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Where the proof says that keys are distinct, they are: small random mappings over few and nasty values, all of whose
 * rows are mapped.
 */
class KeyProofSoundnessTest {

    private static final int MAPPINGS = 1_500;
    private static final int ROWS = 250;
    private static final String COLUMNS = "a text, b int, c bytes, d timestamp(3), e numeric, f boolean, g time(3)";
    private static final List<String> VARIABLES = List.of(
            "{a}",
            "{a|lower}",
            "{a|upper}",
            "{a|escape}",
            "{a|raw}",
            "{a|shard:3}",
            "{b}",
            "{b|pad:2}",
            "{b|desc:3}",
            "{b|raw}",
            "{c|hex}",
            "{c|base64}",
            "{d}",
            "{d|iso:0}",
            "{d|iso:6}",
            "{d|epoch}",
            "{d|epoch-millis}",
            "{e}",
            "{f}",
            "{g}",
            "{g|iso:0}",
            "{a|lower|escape}",
            "{c|hex|raw}");
    private static final List<String> LITERALS = List.of("#", "A", "A#", "##", "%", "4", "aA", "-", ":", "1", "%41");
    private static final List<List<String>> KEYS = List.of(
            List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("a", "b"), List.of("e"), List.of("g"));

    @Test
    void provedKeysNeverCollide() {
        Random random = Seeds.random();
        int proved = 0;
        int collided = 0;
        for (int i = 0; i < MAPPINGS; i++) {
            Design design = Design.of(random.nextInt(6) > 0 ? "{ partition: PK, sort: SK }" : "{ partition: PK }");
            boolean sort = design.mappingTable().contains("SK");
            for (int e = 0; e <= random.nextInt(2); e++) {
                design.entity("E" + e, COLUMNS, KEYS.get(random.nextInt(KEYS.size())), items(random, sort));
            }
            Mapping mapping;
            try {
                mapping = design.mapping();
            } catch (ConfigurationException e) {
                continue;
            }
            KeyProof proof = KeyProof.of(mapping, design.evidence());
            boolean collision = collides(mapping, design, random);
            if (proof.complete()) {
                proved++;
                assertThat(collision).as("%s", mapping.entities()).isFalse();
            }
            collided += collision ? 1 : 0;
        }
        System.out.println(proved + " proved, " + collided + " collided");
        assertThat(proved).as("mappings that were proved").isGreaterThan(MAPPINGS / 50);
        assertThat(collided).as("mappings that collided").isGreaterThan(MAPPINGS / 50);
    }

    private static String items(Random random, boolean sort) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            String key = "PK: \"" + template(random) + "\"" + (sort ? ", SK: \"" + template(random) + "\"" : "");
            items.add("{ key: { " + key + " } }");
        }
        return "items: [" + String.join(", ", items) + "]";
    }

    private static String template(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? pick(random, LITERALS) : "");
        text.append(pick(random, VARIABLES));
        while (random.nextInt(3) == 0) {
            text.append(pick(random, LITERALS)).append(pick(random, VARIABLES));
        }
        return text.append(random.nextInt(3) == 0 ? pick(random, LITERALS) : "").toString();
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Maps random rows with distinct keys and looks for keys that more than one row or item has. */
    private static boolean collides(Mapping mapping, Design design, Random random) {
        Map<ItemKey, String> seen = new HashMap<>();
        boolean collision = false;
        for (Entity entity : mapping.entities().values()) {
            Shape shape =
                    Objects.requireNonNull(design.evidence().get(entity.name())).shape();
            Mapper mapper = Mapper.compile(mapping, entity, shape);
            Set<String> rows = new HashSet<>();
            for (int i = 0; i < ROWS; i++) {
                Row row = row(shape, random);
                Mapped mapped = mapper.map(row);
                if (!rows.add(sqlKey(mapped.row()))) {
                    continue;
                }
                for (Item item : mapped.items()) {
                    collision |= seen.put(item.key(), entity.name() + mapped.row()) != null;
                }
            }
        }
        return collision;
    }

    /** A unique key holds 1 and 1.0 for equal. */
    private static String sqlKey(RowKey key) {
        return new RowKey(
                        key.columns(),
                        key.values().stream()
                                .map(value -> value instanceof BigDecimal number && number.signum() != 0
                                        ? number.stripTrailingZeros()
                                        : value instanceof BigDecimal ? BigDecimal.ZERO : value)
                                .toList())
                .toString();
    }

    private static Row row(Shape shape, Random random) {
        return new Row(
                shape.columns().stream().map(column -> value(column, random)).toArray());
    }

    private static Object value(Column column, Random random) {
        Type type = column.type();
        if (type instanceof Type.Int) {
            return (long) random.nextInt(130) - 10;
        }
        if (type instanceof Type.Numeric) {
            return BigDecimal.valueOf(random.nextInt(300) - 150, random.nextInt(3) - 1);
        }
        if (type instanceof Type.Bytes) {
            byte[] bytes = new byte[1 + random.nextInt(2)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (type instanceof Type.Bool) {
            return random.nextBoolean();
        }
        String time = "00:00:0" + random.nextInt(3) + "." + (100 + random.nextInt(3));
        if (type instanceof Type.Timestamp) {
            return "19" + (69 + random.nextInt(2)) + "-01-0" + (1 + random.nextInt(2)) + "T" + time;
        }
        return type instanceof Type.Time ? time : Seeds.text(random, "aAB#%41-é:", 4);
    }
}
