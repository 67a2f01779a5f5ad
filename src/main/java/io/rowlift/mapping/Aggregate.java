package io.rowlift.mapping;

import io.rowlift.problem.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source reads for one entity: a root row, its joined parents and its embedded children. Free of anything about
 * the target, so that relational mappings read the same way.
 *
 * @param entity the entity's name, for messages
 * @param from exact name of the root table or view, with or without schema
 * @param key declared key columns of a table without a primary or unique key; empty when the source's key is used
 * @param columns computed columns
 * @param where SQL condition on root rows, or null
 * @param joins parents, in an order in which each refers only to the root and to earlier joins
 * @param embeds children
 * @param conditions the items' {@code when} conditions, read as columns {@code when#0}, {@code when#1} ...
 * @param keyless whether the rows are read as one unit, in no order and by no key: duplicates and NULLs included, in one
 *     consistent read that begins at the beginning when it is interrupted. Only without embeds; no items are made of them
 * @param copied whether it is a table of a copy, for messages: users know no entities there
 * @param location where it stands
 */
public record Aggregate(
        String entity,
        String from,
        List<String> key,
        List<Computed> columns,
        @Nullable Sql where,
        List<Join> joins,
        List<Embed> embeds,
        List<Sql> conditions,
        boolean keyless,
        boolean copied,
        Location location) {

    /** Returns what messages call it: {@code entity "Order"} or {@code table "orders"}. */
    public String subject() {
        return (copied ? "table \"" : "entity \"") + entity + '"';
    }

    /** Describes an entity. */
    public Aggregate(
            String entity,
            String from,
            List<String> key,
            List<Computed> columns,
            @Nullable Sql where,
            List<Join> joins,
            List<Embed> embeds,
            List<Sql> conditions,
            boolean keyless,
            Location location) {
        this(entity, from, key, columns, where, joins, embeds, conditions, keyless, false, location);
    }

    /** Describes rows that are read by their key. */
    public Aggregate(
            String entity,
            String from,
            List<String> key,
            List<Computed> columns,
            @Nullable Sql where,
            List<Join> joins,
            List<Embed> embeds,
            List<Sql> conditions,
            Location location) {
        this(entity, from, key, columns, where, joins, embeds, conditions, false, location);
    }

    /** An SQL fragment in the source's own language and where it stands. */
    public record Sql(String text, Location location) {}

    /**
     * A computed column.
     *
     * @param name its name
     * @param sql its expression over the root table's columns
     * @param reads other tables that it reads → their columns → the root's columns: what sync must follow
     */
    public record Computed(String name, Sql sql, Map<String, Map<String, String>> reads) {}

    /**
     * An N:1 left join; its columns are read as {@code name.column}.
     *
     * @param name how the mapping calls it
     * @param table the other table; its {@code on} columns must be unique
     * @param on this side's column ({@code column} or {@code join.column}) → the other table's column
     * @param location where it stands
     */
    public record Join(String name, String table, Map<String, String> on, Location location) {}

    /**
     * A 1:N relation whose rows are embedded as a list.
     *
     * @param name how the mapping calls it
     * @param table the children's table
     * @param on this side's column → the children's column
     * @param where SQL condition on children, or null
     * @param columns computed columns of the children
     * @param orderBy the order of the list; the children's key follows as the last criterion
     * @param max most children a row may have, more reject the row; 0 for no such limit
     * @param limit first so many children are taken knowingly; 0 for all
     * @param joins the children's parents
     * @param embeds the children's children
     * @param attributes what each child becomes; {@code "*"} alone when the mapping does not say
     * @param except columns that {@code "*"} does not bring
     * @param location where it stands
     */
    public record Embed(
            String name,
            String table,
            Map<String, String> on,
            @Nullable Sql where,
            List<Computed> columns,
            List<Order> orderBy,
            int max,
            int limit,
            List<Join> joins,
            List<Embed> embeds,
            List<Attribute> attributes,
            List<String> except,
            Location location) {}

    /** A criterion of order: a column of the child's table. */
    public record Order(String column, boolean descending) {}
}
