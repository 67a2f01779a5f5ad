package io.rowlift.source.jdbc;

import io.rowlift.schema.Key;
import io.rowlift.schema.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One table of an aggregate, compiled: the root or an embedded relation, with its parents and children.
 *
 * @param table the table
 * @param key identifies its rows, or null for a child table without a key
 * @param alone whether the rows of tables that inherit from it are left to these
 * @param ordered whether an index returns the rows in key order
 * @param computed computed columns and conditions, checked
 * @param where the checked condition, or null
 * @param joins the parents, each referring only to earlier ones
 * @param selected what stands in the first positions of a row
 * @param shape the layout of its rows
 * @param children the embedded relations, in the order of the shape
 */
record Relation(
        CatalogTable table,
        @Nullable Key key,
        boolean alone,
        boolean ordered,
        List<Computed> computed,
        @Nullable String where,
        List<Joined> joins,
        List<Selected> selected,
        Shape shape,
        List<Embedded> children) {

    /**
     * A computed column or a condition.
     *
     * @param name its name in the shape
     * @param sql the checked expression
     * @param type how it is read
     */
    record Computed(String name, String sql, ColumnType type) {}

    /**
     * A parent.
     *
     * @param alias how the statement calls it
     * @param table the parent's table
     * @param on a reference to this side → the parent's column
     */
    record Joined(String alias, CatalogTable table, Map<String, String> on) {}

    /**
     * A column of the row.
     *
     * @param reference how the statement refers to it outside of the derived table
     * @param type how it is read
     */
    record Selected(String reference, ColumnType type) {}

    /**
     * A child.
     *
     * @param relation what is read of it
     * @param on a reference to the parent's side → the child's column
     * @param orderBy the order in which the mapping wants them, as SQL without references, and whether it descends
     * @param most most rows that are read per parent, 0 for all
     */
    record Embedded(Relation relation, Map<String, String> on, List<OrderedBy> orderBy, long most) {}

    /** A criterion of order. */
    record OrderedBy(String column, boolean descending) {}

    /** Returns the same without the rows of tables that inherit from it. */
    Relation withoutHeirs() {
        return new Relation(table, key, true, ordered, computed, where, joins, selected, shape, children);
    }

    /** Returns whether its rows are read as they are stored: without SQL of the mapping, and without parents. */
    boolean plain() {
        return computed.isEmpty() && where == null && joins.isEmpty();
    }

    /** Returns the columns of the key; none for a child table without one. */
    List<String> keyColumns() {
        return key == null ? List.of() : key.columns();
    }
}
