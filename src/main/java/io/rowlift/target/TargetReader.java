package io.rowlift.target;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a target holds, consistently where it can. Safe for use by several threads. */
public interface TargetReader {

    /** Returns the items that exist, by key. */
    Map<ItemKey, Item> fetch(List<ItemKey> keys);

    /** Hands over the keys of all items of a table's segment, on the caller's thread, in no particular order. */
    void scanKeys(String table, Segment segment, Consumer<ItemKey> consumer);

    /** Returns the attribute by which the store really deletes items of a table when their time is over, now. */
    Optional<String> expiry(String table);

    /**
     * Asks an access pattern's question.
     *
     * @param table the mapping's table
     * @param index an index, or null for the table
     * @param conditions on key attributes, partition first
     * @param limit most items to return
     */
    QueryResult query(String table, @Nullable String index, List<KeyCondition> conditions, int limit);

    /**
     * A part of a table. Every item is in exactly one segment, and in the same one as long as a table is cut into as many.
     *
     * @param number counted from 0
     * @param of how many segments the table is cut into; at most 1,000,000
     */
    record Segment(int number, int of) {

        /** The whole table. */
        public static final Segment ALL = new Segment(0, 1);
    }

    /** A condition on a key attribute. */
    record KeyCondition(String attribute, Operator operator, Value value) {}

    /**
     * The answer to a query.
     *
     * @param items at most as many as asked for
     * @param count of all items that match
     */
    record QueryResult(List<Map<String, Value>> items, long count) {}
}
