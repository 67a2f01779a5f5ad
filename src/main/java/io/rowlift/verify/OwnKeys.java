package io.rowlift.verify;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyPattern;
import io.rowlift.mapping.Mapping;
import io.rowlift.problem.RefusedException;
import io.rowlift.source.EntityReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Tells keys that a mapping could have made from foreign ones, for tables that are shared with others. */
final class OwnKeys {

    private final List<KeyPattern> patterns = new ArrayList<>();

    OwnKeys(Mapping mapping, List<EntityReading> readings) {
        for (EntityReading reading : readings) {
            for (int i = 0; i < entity(mapping, reading).items().size(); i++) {
                patterns.add(pattern(mapping, reading, i));
            }
        }
    }

    /**
     * Makes sure that items of others can be told from those of this mapping.
     *
     * @throws RefusedException naming the item whose key has no text of its own
     */
    static void requireUnmistakable(Mapping mapping, List<EntityReading> readings) {
        for (EntityReading reading : readings) {
            for (int i = 0; i < entity(mapping, reading).items().size(); i++) {
                if (!pattern(mapping, reading, i).marked()) {
                    throw new RefusedException(
                            "the key of entity \"" + reading.entity() + "\", item " + (i + 1) + ", "
                                    + key(entity(mapping, reading).items().get(i))
                                    + ", does not begin with a text of its own, neither in its partition nor in its"
                                    + " sort key,"
                                    + " so that items of others in a shared table could be taken for extra ones",
                            "give the key such a text, as in \"INVOICE#\", and migrate again; or leave out"
                                    + " \"--prune\", or \"shared\" if the tables are this migration's alone");
                }
            }
        }
    }

    private static String key(Entity.ItemDesign item) {
        return item.key().entrySet().stream()
                .map(attribute ->
                        attribute.getKey() + ": \"" + attribute.getValue().text() + "\"")
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Entity entity(Mapping mapping, EntityReading reading) {
        return Objects.requireNonNull(mapping.entities().get(reading.entity()), "an entity of the mapping");
    }

    private static KeyPattern pattern(Mapping mapping, EntityReading reading, int number) {
        return KeyPattern.of(
                mapping,
                entity(mapping, reading),
                number,
                reading.reader().reading().shape());
    }

    /** Returns whether an item of the mapping could have the key. */
    boolean contain(ItemKey key) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(key));
    }
}
