package io.rowlift.mapping;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problems;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity's mapping, with all names resolved to positions. Makes items of rows; safe for use by several threads. */
public final class Mapper {

    /** Above so many items a set finds equal keys faster than looking at all pairs. */
    private static final int FEW = 8;

    private final Shape shape;
    private final List<ItemMapper> items;

    private Mapper(Shape shape, List<ItemMapper> items) {
        this.shape = shape;
        this.items = List.copyOf(items);
    }

    /**
     * Resolves an entity against what its source reads.
     *
     * @param mapping the whole mapping, for its tables
     * @param shape the layout of the entity's rows
     * @throws ConfigurationException with everything in the entity that does not fit its columns
     */
    public static Mapper compile(Mapping mapping, Entity entity, Shape shape) {
        Problems problems = new Problems();
        List<ItemMapper> items = new ArrayList<>();
        for (int i = 0; i < entity.items().size(); i++) {
            ItemMapper item = new ItemCompiler(entity, i, shape, problems).compile(mapping);
            if (item != null) {
                items.add(item);
            }
        }
        problems.throwIfAny();
        return new Mapper(shape, items);
    }

    /** Makes the items of a row, all of them or none: a row that cannot be mapped is rejected with the reason. */
    public Mapped map(Row row) {
        RowKey key = key(row);
        try {
            checkKey(row);
            List<Item> made = new ArrayList<>(items.size());
            for (ItemMapper item : items) {
                int before = made.size();
                item.map(row, made);
                checkDistinct(made, before, item);
            }
            return new Mapped(key, made, null);
        } catch (Rejection e) {
            return new Mapped(key, List.of(), e.reason());
        }
    }

    /**
     * Returns the keys that a row's items have if they are there, without the row: for entities whose items have {@link
     * KeyMovement#STABLE} keys. An item whose key cannot be made of this row has never been there.
     *
     * @param row the row's key, with values as rows have them
     */
    public List<ItemKey> keys(RowKey row) {
        @Nullable
        Object[] values = new Object[shape.columns().size() + shape.children().size()];
        for (int i = 0; i < row.columns().size(); i++) {
            values[shape.column(row.columns().get(i))] = row.values().get(i);
        }
        Row keyOnly = new Row(values);
        List<ItemKey> keys = new ArrayList<>(items.size());
        for (ItemMapper item : items) {
            ItemKey key = item.key(keyOnly);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** A key that only the mapping declares can be NULL. */
    private RowKey key(Row row) {
        List<String> columns = new ArrayList<>(shape.key().size());
        List<Object> values = new ArrayList<>(shape.key().size());
        for (int position : shape.key()) {
            Object value = row.get(position);
            columns.add(shape.columns().get(position).name());
            values.add(value == null ? "NULL" : value);
        }
        return new RowKey(columns, values);
    }

    private void checkKey(Row row) {
        for (int position : shape.key()) {
            if (row.get(position) == null) {
                String name = shape.columns().get(position).name();
                throw Rejection.whole("key column \"" + name + "\" is NULL");
            }
        }
    }

    private static void checkDistinct(List<Item> made, int before, ItemMapper item) {
        if (made.size() < 2) {
            return;
        }
        @Nullable Set<ItemKey> seen = made.size() > FEW ? new HashSet<>() : null;
        for (int i = seen == null ? before : 0; i < made.size(); i++) {
            if (seen != null ? !seen.add(made.get(i).key()) : repeats(made, i)) {
                throw Rejection.whole("two items of the row have the same key, made by " + item.keyText());
            }
        }
    }

    private static boolean repeats(List<Item> made, int position) {
        ItemKey key = made.get(position).key();
        for (int i = 0; i < position; i++) {
            if (made.get(i).key().equals(key)) {
                return true;
            }
        }
        return false;
    }
}
