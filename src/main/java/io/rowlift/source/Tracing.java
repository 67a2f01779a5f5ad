package io.rowlift.source;

import io.rowlift.schema.RowKey;
import io.rowlift.schema.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the root rows of an entity that a change affects, by the joins, embeds and {@code reads} of its mapping. */
public interface Tracing {

    /** Returns the ways from changed rows to root rows; the root table's own is the first. */
    List<Route> routes();

    /**
     * Returns keys of root rows that a route leads to, in key order: the next ones after a key. Looks at the rows as they
     * are now, whatever the entity's {@code where} says: a row that has left it is affected too.
     *
     * @param values what changed rows have in the route's columns, before or after the change
     * @param after the last key of the previous call, or null
     * @param limit at most so many
     */
    List<RowKey> roots(Route route, List<List<String>> values, @Nullable RowKey after, int limit);

    /**
     * Returns keys of all root rows as they are now, whatever the entity's {@code where} says, in key order: the next ones
     * after a key.
     *
     * @param after the last key of the previous call, or null
     * @param limit at most so many
     */
    List<RowKey> all(@Nullable RowKey after, int limit);

    /** Returns keys as rows have them: logs and users have texts. */
    List<RowKey> typed(List<RowKey> keys);

    /**
     * A way from a table to an entity's root rows.
     *
     * @param number position among the entity's routes
     * @param table whose changes lead this way
     * @param columns what has to be known of a changed row; none of them is NULL where the way leads anywhere
     * @param direct whether the columns are the root's key, in its order: their values are the key, and the row may be gone
     * @param text the way in words: {@code order_items(order_id) → orders(id)}
     */
    record Route(int number, TableName table, List<String> columns, boolean direct, String text) {

        public Route {
            columns = List.copyOf(columns);
        }
    }
}
