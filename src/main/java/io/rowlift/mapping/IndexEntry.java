package io.rowlift.mapping;

import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.mapping.TableDesign.Projection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a global secondary index repeats of a table's items. The rules are those of the developer guide ("Using global
 * secondary indexes"): an item is in an index when it has all the attributes of the index's key, in their types; the
 * entry holds the table's key, the index's key and what is projected, each attribute once.
 */
public final class IndexEntry {

    private final Index index;
    private final List<KeyAttribute> key;
    private final @Nullable Set<String> projected;

    private IndexEntry(Index index, @Nullable Set<String> projected) {
        this.index = index;
        this.key = index.key();
        this.projected = projected;
    }

    /** Returns the entry of an index of this table. */
    public static IndexEntry of(TableDesign table, Index index) {
        if (index.projection().kind() == Projection.Kind.ALL) {
            return new IndexEntry(index, null);
        }
        Set<String> names = new LinkedHashSet<>();
        table.key().forEach(key -> names.add(key.name()));
        index.key().forEach(key -> names.add(key.name()));
        if (index.projection().kind() == Projection.Kind.INCLUDE) {
            names.addAll(index.projection().attributes());
        }
        return new IndexEntry(index, names);
    }

    /** Returns the index. */
    public Index index() {
        return index;
    }

    /** Returns whether an item with these attributes is in the index. */
    public boolean holds(Map<String, Value> attributes) {
        for (KeyAttribute attribute : key) {
            Value value = attributes.get(attribute.name());
            if (value == null || KeySlot.type(value) != attribute.type()) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether an entry repeats an attribute that its item has. */
    public boolean projects(String attribute) {
        return projected == null || projected.contains(attribute);
    }

    /** Returns the names of all attributes that an entry can have, or null where it repeats the whole item. */
    @Nullable
    Set<String> names() {
        return projected;
    }

    /** Returns what an entry repeats of an item that is in the index. */
    public Map<String, Value> of(Map<String, Value> attributes) {
        Map<String, Value> entry = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (projects(name)) {
                entry.put(name, value);
            }
        });
        return entry;
    }

    /** Returns whether the entries of two items in the index stand under the same index key. */
    boolean sameKey(Map<String, Value> before, Map<String, Value> after) {
        return key.stream().allMatch(k -> Objects.equals(before.get(k.name()), after.get(k.name())));
    }
}
