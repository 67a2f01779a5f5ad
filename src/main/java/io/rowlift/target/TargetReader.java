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

    /** Hands over the keys of all items of a table, in no particular order. */
    void scanKeys(String table, Consumer<ItemKey> consumer);

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
