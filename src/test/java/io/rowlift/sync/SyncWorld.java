package io.rowlift.sync;

import io.rowlift.config.MappingFiles;
import io.rowlift.copy.RangeBytes;
import io.rowlift.job.testing.MemoryTarget;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.schema.Type;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogPosition;
import io.rowlift.source.RowCursor;
import io.rowlift.source.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source in memory with a log: users with a unique name, and orders that show the name of their user. Readers see the
 * tables as they are; what the log has handed over but {@code awaitVisible} was not called for, they do not see.
 */
final class SyncWorld implements ChangeLog {

    static final TableName USERS = new TableName("public", "users");
    static final TableName ORDERS = new TableName("public", "orders");

    private static final String MAPPING = """
            version: 1
            target: dynamodb
            tables: { t: { partition: PK } }
            entities:
              User:
                from: users
                items:
                  - { key: { PK: "USER#{id}" }, attributes: [name] }
                  - { key: { PK: "NAME#{name}" }, attributes: [id] }
              Order:
                from: orders
                join: { customer: { table: users, on: { user_id: id } } }
                items:
                  - { key: { PK: "ORDER#{id}" }, attributes: [user_id, { name: customer.name }] }
            """;

    private static final Type NUMBER = new Type.Int(64, false);
    private static final Type TEXT = new Type.Text(0);
    private static final Shape USER = new Shape(
            List.of(new Column("id", NUMBER, false, "bigint"), new Column("name", TEXT, false, "text")),
            List.of(0),
            List.of());
    private static final Shape ORDER = new Shape(
            List.of(
                    new Column("id", NUMBER, false, "bigint"),
                    new Column("user_id", NUMBER, true, "bigint"),
                    new Column("customer.name", TEXT, true, "text")),
            List.of(0),
            List.of());

    final Map<Long, String> users = new TreeMap<>();
    final Map<Long, Long> orders = new TreeMap<>();
    final MemoryTarget target = new MemoryTarget();
    final Mapping mapping;
    final List<LogEvent> log = new ArrayList<>();
    int acknowledged;
    int fetches;
    private Map<Long, String> seenUsers = new TreeMap<>();
    private Map<Long, Long> seenOrders = new TreeMap<>();

    SyncWorld(Path directory) {
        try {
            Path file = Files.writeString(directory.resolve("mapping.yaml"), MAPPING);
            this.mapping = MappingFiles.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a transaction. */
    void commit() {
        log.add(new LogEvent.Reached(position(log.size() + 1), "" + log.size(), Instant.EPOCH));
    }

    void user(long id, @Nullable String name) {
        String before = name == null ? users.remove(id) : users.put(id, name);
        change(USERS, before == null ? null : List.of("" + id), name == null ? null : List.of("" + id));
    }

    void order(long id, @Nullable Long user) {
        @Nullable Long before = user == null ? orders.remove(id) : orders.put(id, user);
        change(ORDERS, before == null ? null : List.of("" + id), user == null ? null : List.of("" + id));
    }

    private void change(
            TableName table, @Nullable List<@Nullable String> before, @Nullable List<@Nullable String> after) {
        if (before != null || after != null) {
            log.add(new LogEvent.Changed(table, before, after));
        }
    }

    /** What the load has done: everything is in the target. */
    Map<ItemKey, Item> expected() {
        Map<ItemKey, Item> items = new HashMap<>();
        units().forEach(unit -> all(unit.name())
                .forEach(row -> unit.mapper().map(row).items().forEach(item -> items.put(item.key(), item))));
        return items;
    }

    List<ItemUnit> units() {
        return Stream.of("User", "Order")
                .map(name -> ItemUnit.of(
                        mapping,
                        Objects.requireNonNull(mapping.entities().get(name)),
                        new Reader(name),
                        new Ways(name)))
                .toList();
    }

    Map<String, Tracing> tracings() {
        Map<String, Tracing> tracings = new LinkedHashMap<>();
        units().forEach(unit -> tracings.put(unit.name(), unit.tracing()));
        return tracings;
    }

    private List<Row> all(String entity) {
        List<Row> rows = new ArrayList<>();
        if (entity.equals("User")) {
            users.forEach((id, name) -> rows.add(new Row(new Object[] {id, name})));
        } else {
            orders.forEach((id, user) -> rows.add(new Row(new @Nullable Object[] {id, user, users.get(user)})));
        }
        return rows;
    }

    /** Makes everything visible at once, for the end of a test. */
    void settle() {
        seenUsers = new TreeMap<>(users);
        seenOrders = new TreeMap<>(orders);
    }

    private static LogPosition position(int order) {
        return new LogPosition("at " + order, order);
    }

    @Override
    public List<Problem> check() {
        return List.of();
    }

    @Override
    public LogPosition begin() {
        return position(0);
    }

    @Override
    public LogPosition end() {
        return position(log.size());
    }

    @Override
    public ChangeStream open(LogPosition after) {
        return new Stream0((int) after.order());
    }

    @Override
    public Optional<Retained> retained() {
        return Optional.empty();
    }

    @Override
    public void drop() {}

    private final class Stream0 implements ChangeStream {
        private int next;

        private Stream0(int next) {
            this.next = next;
        }

        @Override
        public @Nullable LogEvent next(Duration patience) {
            return next < log.size() ? log.get(next++) : null;
        }

        @Override
        public void acknowledge(LogPosition position) {
            acknowledged = (int) position.order();
        }

        @Override
        public void awaitVisible(LogEvent.Reached reached) {
            settle();
        }

        @Override
        public void close() {}
    }

    private final class Reader implements AggregateReader {
        private final String entity;

        private Reader(String entity) {
            this.entity = entity;
        }

        @Override
        public Reading reading() {
            Shape shape = entity.equals("User") ? USER : ORDER;
            Key key = new Key("pk", List.of("id"), true, null);
            Table table = new Table(
                    entity.equals("User") ? USERS : ORDERS,
                    Table.Kind.TABLE,
                    shape.columns().subList(0, 2),
                    List.of(key),
                    List.of());
            return new Reading(table, key, shape, "", List.of(), java.util.Set.of(table.name()));
        }

        @Override
        public List<Row> fetch(List<RowKey> keys) {
            fetches++;
            List<Row> rows = new ArrayList<>();
            for (RowKey key : keys) {
                long id = (Long) key.values().get(0);
                if (entity.equals("User") && seenUsers.containsKey(id)) {
                    rows.add(new Row(new @Nullable Object[] {id, seenUsers.get(id)}));
                } else if (entity.equals("Order") && seenOrders.containsKey(id)) {
                    Long user = seenOrders.get(id);
                    rows.add(new Row(new @Nullable Object[] {id, user, user == null ? null : seenUsers.get(user)}));
                }
            }
            return rows;
        }

        @Override
        public Tracing tracing() {
            return new Ways(entity);
        }

        @Override
        public List<Range> split(long rowsPerRange) {
            throw new UnsupportedOperationException("sync reads by keys");
        }

        @Override
        public RowCursor open(Range range, @Nullable Checkpoint after) {
            throw new UnsupportedOperationException("sync reads by keys");
        }

        @Override
        public Optional<RangeBytes> bytes(List<String> columns) {
            return Optional.empty();
        }
    }

    private final class Ways implements Tracing {
        private final String entity;

        private Ways(String entity) {
            this.entity = entity;
        }

        @Override
        public List<Route> routes() {
            return entity.equals("User")
                    ? List.of(new Route(0, USERS, List.of("id"), true, "users(id)"))
                    : List.of(
                            new Route(0, ORDERS, List.of("id"), true, "orders(id)"),
                            new Route(1, USERS, List.of("id"), false, "users(id) → orders(user_id)"));
        }

        @Override
        public List<RowKey> roots(Route route, List<List<String>> values, @Nullable RowKey after, int limit) {
            return seenOrders.entrySet().stream()
                    .filter(order -> values.contains(List.of("" + order.getValue())))
                    .map(Map.Entry::getKey)
                    .filter(id -> after == null || id > (Long) after.values().get(0))
                    .limit(limit)
                    .map(Ways::key)
                    .toList();
        }

        @Override
        public List<RowKey> all(@Nullable RowKey after, int limit) {
            return (entity.equals("User") ? seenUsers : seenOrders)
                    .keySet().stream()
                            .filter(id ->
                                    after == null || id > (Long) after.values().get(0))
                            .limit(limit)
                            .map(Ways::key)
                            .toList();
        }

        @Override
        public List<RowKey> typed(List<RowKey> keys) {
            return keys.stream()
                    .map(key -> key(Long.parseLong("" + key.values().get(0))))
                    .toList();
        }

        private static RowKey key(long id) {
            return new RowKey(List.of("id"), List.of(id));
        }
    }
}
