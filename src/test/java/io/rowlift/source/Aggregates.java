package io.rowlift.source;

import io.rowlift.mapping.Aggregate;
import io.rowlift.mapping.Aggregate.Computed;
import io.rowlift.mapping.Aggregate.Embed;
import io.rowlift.mapping.Aggregate.Join;
import io.rowlift.mapping.Aggregate.Order;
import io.rowlift.mapping.Aggregate.Sql;
import io.rowlift.mapping.Attribute;
import io.rowlift.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds aggregates as the mapping reader would; each part stands on a line of its own, counted from 1. */
public final class Aggregates {

    private final String from;
    private int line = 1;
    private List<String> key = List.of();
    private final List<Computed> columns = new ArrayList<>();
    private Sql where;
    private final List<Join> joins = new ArrayList<>();
    private final List<Embed> embeds = new ArrayList<>();
    private final List<Sql> conditions = new ArrayList<>();
    private List<Order> orderBy = List.of();
    private int max;
    private int limit;
    private boolean keyless;

    private Aggregates(String from) {
        this.from = from;
    }

    public static Aggregates from(String table) {
        return new Aggregates(table);
    }

    public static Aggregate of(String table) {
        return from(table).entity();
    }

    public Aggregates key(String... names) {
        key = List.of(names);
        return this;
    }

    public Aggregates column(String name, String sql) {
        columns.add(new Computed(name, new Sql(sql, next()), Map.of()));
        return this;
    }

    public Aggregates where(String sql) {
        where = new Sql(sql, next());
        return this;
    }

    public Aggregates when(String sql) {
        conditions.add(new Sql(sql, next()));
        return this;
    }

    public Aggregates join(String name, String table, Map<String, String> on) {
        joins.add(new Join(name, table, on, next()));
        return this;
    }

    /** An embed of the given child, whose own {@code max}, {@code limit} and {@code orderBy} count. */
    public Aggregates embed(String name, Aggregates child, Map<String, String> on) {
        embeds.add(new Embed(
                name,
                child.from,
                on,
                child.where,
                child.columns,
                child.orderBy,
                child.max,
                child.limit,
                child.joins,
                child.embeds,
                List.of(new Attribute.All(location(line))),
                List.of(),
                next()));
        return this;
    }

    public Aggregates orderBy(Order... order) {
        orderBy = List.of(order);
        return this;
    }

    public Aggregates max(int most) {
        max = most;
        return this;
    }

    public Aggregates limit(int first) {
        limit = first;
        return this;
    }

    public Aggregates keyless() {
        keyless = true;
        return this;
    }

    public Aggregate entity() {
        return new Aggregate("E", from, key, columns, where, joins, embeds, conditions, keyless, location(1));
    }

    private Location next() {
        return location(++line);
    }

    private static Location location(int line) {
        return new Location("m.yaml", line);
    }
}
