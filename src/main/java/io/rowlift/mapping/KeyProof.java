package io.rowlift.mapping;

import io.rowlift.mapping.Entity.ItemDesign;
import io.rowlift.schema.Key;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether no two (entity, row, item, element) of a mapping can have the same key. An item's keys are distinct from row to
 * row where they give back the columns of a unique key of the root table; two items' keys are distinct where their
 * templates have no text in common. Elements of one row are compared by {@link Mapper#map}. Nothing is assumed: what is not
 * proved is to be checked on rendered keys. Two entities that read the same table under different conditions count as any
 * two.
 *
 * @param arguments one line for each item and each two items of a table that are proved
 * @param unproved by entity why its keys have to be checked, and what would prove them; empty when all are proved
 */
public record KeyProof(List<String> arguments, Map<String, String> unproved) {

    public KeyProof {
        arguments = List.copyOf(arguments);
        unproved = Map.copyOf(unproved);
    }

    /**
     * What a source says about an entity.
     *
     * @param root the root table with its keys
     * @param key the columns that identify a root row, and whether the source guarantees it
     * @param shape the layout of the rows
     */
    public record Evidence(Table root, Key key, Shape shape) {

        /** Returns the keys of which every row has its own value. */
        List<Key> guaranteed() {
            List<Key> keys = new ArrayList<>(root.keys());
            keys.add(0, key);
            return keys.stream().filter(Key::guaranteed).toList();
        }
    }

    /** Returns whether nothing has to be checked. */
    public boolean complete() {
        return unproved.isEmpty();
    }

    /**
     * Looks for the proof.
     *
     * @param evidence by entity; entities without take no part
     */
    public static KeyProof of(Mapping mapping, Map<String, Evidence> evidence) {
        Search search = new Search();
        for (Map.Entry<String, Evidence> entry : evidence.entrySet()) {
            Entity entity = mapping.entities().get(entry.getKey());
            if (entity == null) {
                throw new IllegalArgumentException("the mapping has no entity \"" + entry.getKey() + "\"");
            }
            for (int i = 0; i < entity.items().size(); i++) {
                ItemDesign design = entity.items().get(i);
                TableDesign table = mapping.tables().get(design.table());
                if (table == null) {
                    throw new IllegalArgumentException("the mapping has no table \"" + design.table() + "\"");
                }
                search.add(ItemKeys.of(entity, i, table, entry.getValue()));
            }
        }
        return new KeyProof(search.arguments, search.unproved);
    }

    private static final class Search {

        private final List<ItemKeys> items = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> unproved = new LinkedHashMap<>();

        private void add(ItemKeys item) {
            item.uniqueKey()
                    .ifPresentOrElse(
                            key -> arguments.add(item.name() + ": its key gives back " + columns(key)),
                            () -> unproved.putIfAbsent(item.entity(), item.name() + ": " + item.whyNotUnique()));
            for (ItemKeys other : items) {
                if (other.table().equals(item.table())) {
                    compare(other, item);
                }
            }
            items.add(item);
        }

        private void compare(ItemKeys a, ItemKeys b) {
            String both = a.name() + " and " + b.name();
            if (!CommonText.exists(a.partition(), b.partition())) {
                arguments.add(both + ": their partition keys have no text in common");
            } else if (a.sort() != null && b.sort() != null && !CommonText.exists(a.sort(), b.sort())) {
                arguments.add(both + ": their sort keys have no text in common");
            } else {
                String why = both + " can have the same key: " + a.templates() + " and " + b.templates()
                        + "; text of its own at the start of one template would tell them apart";
                unproved.putIfAbsent(a.entity(), why);
                unproved.putIfAbsent(b.entity(), why);
            }
        }

        private static String columns(Key key) {
            return "(" + String.join(", ", key.columns()) + "), which is unique by \"" + key.name() + "\"";
        }
    }
}
