package io.rowlift.source.jdbc;

import io.rowlift.schema.RowKey;
import io.rowlift.schema.Type;
import io.rowlift.source.Tracing;
import io.rowlift.source.jdbc.Dialect.Comparison;
import io.rowlift.source.jdbc.Dialect.KeyColumn;
import io.rowlift.source.jdbc.Relation.Embedded;
import io.rowlift.source.jdbc.Relation.Joined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from changed rows to root rows, by one statement: a list of values at the bottom, and from level to level the
 * rows whose linking columns are among those of the level below. The database compares column with column, as it does
 * when it reads the aggregate.
 */
final class JdbcTracing implements Tracing {

    /** Values per statement: what a range optimiser's memory holds. */
    private static final int VALUES = 1000;

    private final Connections connections;
    private final Dialect dialect;
    private final Statements statements;
    private final Relation relation;
    private final List<Way> ways;

    JdbcTracing(Connections connections, Dialect dialect, Relation relation, List<Way> ways) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = new Statements(dialect);
        this.relation = relation;
        this.ways = ways;
    }

    @Override
    public List<Route> routes() {
        return ways.stream().map(Way::route).toList();
    }

    @Override
    public List<RowKey> roots(Route route, List<List<String>> values, @Nullable RowKey after, int limit) {
        Way way = ways.get(route.number());
        List<RowKey> found = new ArrayList<>();
        for (int from = 0; from < values.size(); from += VALUES) {
            List<List<String>> some = values.subList(from, Math.min(values.size(), from + VALUES));
            found.addAll(keys(query -> climb(query, way, 0, some), after, limit));
        }
        return values.size() <= VALUES ? found : found.stream().limit(limit).toList();
    }

    @Override
    public List<RowKey> all(@Nullable RowKey after, int limit) {
        return keys(query -> query.add("1 = 1"), after, limit);
    }

    private interface Condition {
        void add(Query query);
    }

    private List<RowKey> keys(Condition condition, @Nullable RowKey after, int limit) {
        List<KeyColumn> key = relation.keyColumns().stream()
                .map(column -> new KeyColumn(
                        statements.outerReference(column), relation.table().type(column)))
                .toList();
        Query query = new Query();
        query.add("SELECT ")
                .add(statements.selection(key.stream()
                        .map(column -> new Relation.Selected(column.reference(), column.type()))
                        .toList()));
        query.add("\nFROM ").add(source(relation)).add("\nWHERE ");
        condition.add(query);
        if (after != null) {
            query.add("\nAND ");
            dialect.compare(
                    query,
                    key,
                    Comparison.AFTER,
                    after.values().stream().map(KeyText::of).toList());
        }
        query.add("\nORDER BY ").add(key.stream().map(KeyColumn::reference).collect(Collectors.joining(", ")));
        query.add("\nLIMIT " + limit);
        return connections.read(connection -> read(connection, query));
    }

    /** Adds the condition that a level's compared columns are among the values, or among what the level below has. */
    private void climb(Query query, Way way, int level, List<List<String>> values) {
        if (level == way.climb().size()) {
            List<KeyColumn> columns = new ArrayList<>();
            for (int i = 0; i < way.compared().size(); i++) {
                columns.add(new KeyColumn(way.compared().get(i), way.types().get(i)));
            }
            dialect.in(query, columns, values);
            return;
        }
        Embedded child = way.climb().get(level);
        query.add("(" + String.join(", ", child.on().keySet()) + ") IN (SELECT ");
        query.add(child.on().values().stream().map(statements::outerReference).collect(Collectors.joining(", ")));
        query.add("\nFROM ").add(source(child.relation())).add("\nWHERE ");
        climb(query, way, level + 1, values);
        query.add(")");
    }

    /** The table with its parents, whose columns may link; computed columns only where there are some. */
    private String source(Relation level) {
        Query query = new Query();
        if (level.computed().isEmpty()) {
            query.add(statements.name(level.table().table().name()) + " " + Statements.ROOT);
        } else {
            List<String> columns = new ArrayList<>();
            level.table().table().columns().forEach(c -> columns.add(statements.reference(level, c.name())));
            level.computed().forEach(c -> columns.add("(\n" + c.sql() + "\n) AS " + dialect.quote(c.name())));
            query.add("(SELECT " + String.join(", ", columns) + "\nFROM "
                    + statements.name(level.table().table().name()) + "\n) " + Statements.ROOT);
        }
        for (Joined join : level.joins()) {
            query.add("\nLEFT JOIN ")
                    .add(statements.name(join.table().table().name()))
                    .add(" " + join.alias() + " ON ");
            query.add(join.on().entrySet().stream()
                    .map(pair -> join.alias() + "." + dialect.quote(pair.getValue()) + " = " + pair.getKey())
                    .collect(Collectors.joining(" AND ")));
        }
        return query.sql();
    }

    private List<RowKey> read(Connection connection, Query query) throws SQLException {
        List<RowKey> keys = new ArrayList<>();
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                keys.add(key(result));
            }
        }
        return keys;
    }

    private RowKey key(ResultSet result) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (String column : relation.keyColumns()) {
            Object value = relation.table().type(column).read().value(result, values.size() + 1);
            values.add(Objects.requireNonNull(value, "a key column is NULL"));
        }
        return new RowKey(relation.keyColumns(), values);
    }

    @Override
    public List<RowKey> typed(List<RowKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<ColumnType> types = relation.keyColumns().stream()
                .map(column -> relation.table().type(column))
                .toList();
        boolean askDatabase = types.stream()
                .anyMatch(type -> !plain(type.type()) && !type.parameter().equals("?"));
        return askDatabase
                ? asked(types, keys)
                : keys.stream().map(key -> converted(types, key)).toList();
    }

    /** Types whose texts this program reads as the databases do. */
    private static boolean plain(Type type) {
        return type instanceof Type.Int
                || type instanceof Type.Numeric
                || type instanceof Type.Bool
                || type instanceof Type.Bytes;
    }

    private RowKey converted(List<ColumnType> types, RowKey key) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(converted(types.get(i).type(), key.values().get(i)));
        }
        return new RowKey(relation.keyColumns(), values);
    }

    private static Object converted(Type type, Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (type instanceof Type.Int number) {
            return number.bits() == 64 && number.unsigned() ? unsigned(text) : (Object) Long.parseLong(text);
        }
        if (type instanceof Type.Numeric) {
            return new BigDecimal(text);
        }
        if (type instanceof Type.Bool) {
            return text.equals("t") || text.equals("true") || text.equals("1");
        }
        return type instanceof Type.Bytes ? HexFormat.of().parseHex(text.substring(2)) : text;
    }

    private static Object unsigned(String text) {
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** One row per key, in their order. */
    private List<RowKey> asked(List<ColumnType> types, List<RowKey> keys) {
        List<RowKey> typed = new ArrayList<>(keys.size());
        for (int from = 0; from < keys.size(); from += VALUES) {
            List<RowKey> some = keys.subList(from, Math.min(keys.size(), from + VALUES));
            Query query = new Query().add("SELECT ");
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                columns.add(types.get(i).selected("k.k" + i));
            }
            query.add(String.join(", ", columns)).add("\nFROM (");
            for (int row = 0; row < some.size(); row++) {
                query.add(row == 0 ? "SELECT " : "\nUNION ALL SELECT ");
                for (int i = 0; i < types.size(); i++) {
                    query.bind(types.get(i), KeyText.of(some.get(row).values().get(i)))
                            .add(" AS k" + i + ", ");
                }
                query.add(row + " AS n");
            }
            query.add(") k\nORDER BY k.n");
            typed.addAll(connections.read(connection -> read(connection, query)));
        }
        return typed;
    }
}
