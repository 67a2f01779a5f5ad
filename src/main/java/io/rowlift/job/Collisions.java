package io.rowlift.job;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.KeyHash;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.TableDesign;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows whose keys are really equal, among those whose hashes are. Safe for use by several threads. */
final class Collisions {

    private static final int SHOWN = 10;

    private final Mapping mapping;
    private final Set<KeyHash> suspects;
    private final Map<ItemKey, String> owners = new HashMap<>();
    private final List<String> found = new ArrayList<>();

    Collisions(Mapping mapping, Set<KeyHash> suspects) {
        this.mapping = mapping;
        this.suspects = suspects;
    }

    /** Looks at an item again and returns whether there is more to find. */
    boolean look(Compiled entity, Mapped row, Item item) {
        if (suspects.contains(KeyHash.of(item.key()))) {
            return add(entity.name() + row.row(), item.key());
        }
        return true;
    }

    private synchronized boolean add(String row, ItemKey key) {
        String other = owners.putIfAbsent(key, row);
        if (other != null && found.size() < SHOWN) {
            found.add(
                    other.equals(row)
                            ? row + " renders twice " + text(key)
                            : other + " and " + row + " both render " + text(key));
        }
        return found.size() < SHOWN;
    }

    /** Returns sentences about the first collisions. */
    synchronized List<String> found() {
        return found.stream().sorted().toList();
    }

    private String text(ItemKey key) {
        TableDesign table = mapping.tables().get(key.table());
        if (table == null) {
            throw new IllegalStateException("table " + key.table() + " is not part of the mapping");
        }
        KeyAttribute sort = table.sort();
        String partition = table.partition().name() + "=" + text(key.partition());
        return sort == null ? partition : partition + ", " + sort.name() + "=" + text(key.sort());
    }

    private static String text(@Nullable Value value) {
        if (value instanceof Value.Str text) {
            return '"' + text.text() + '"';
        }
        if (value instanceof Value.Num number) {
            return number.text();
        }
        if (value instanceof Value.Bin binary) {
            return "0x" + HexFormat.of().formatHex(binary.bytes());
        }
        throw new IllegalStateException("keys are text, numbers or binary");
    }
}
