package io.rowlift.source.jdbc;

import io.rowlift.schema.Column;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Table;
import io.rowlift.schema.Type;
import io.rowlift.source.Tracing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds root rows by statements over the rows as they are now. */
final class JdbcTracing implements Tracing {

    /** Keys per statement: a branch of a UNION each. */
    private static final int BATCH = 200;

    private final Connections connections;
    private final Dialect dialect;
    private final Statements statements;
    private final Relation root;
    private final List<Way> ways;
    private final List<Route> routes;

    JdbcTracing(Connections connections, Dialect dialect, Relation root, List<Way> ways) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = new Statements(dialect);
        this.root = root;
        List<Way> aligned = ways.stream().map(this::alongKey).toList();
        this.ways = aligned;
        List<Route> found = new ArrayList<>();
        for (Way way : aligned) {
            found.add(new Route(
                    found.size(),
                    way.changed().table().name(),
                    way.columns(),
                    direct(way),
                    new WayText(statements, root, way).text()));
        }
        this.routes = List.copyOf(found);
    }

    /** Where the references are the root's key in another order, they are brought into its order. */
    private Way alongKey(Way way) {
        List<String> key =
                root.keyColumns().stream().map(statements::outerReference).toList();
        if (!way.levels().isEmpty()
                || way.references().size() != key.size()
                || !way.references().containsAll(key)) {
            return way;
        }
        List<String> columns = key.stream()
                .map(reference -> way.columns().get(way.references().indexOf(reference)))
                .toList();
        return new Way(way.levels(), way.relation(), key, way.table(), columns);
    }

    /**
     * Texts are equal by their collation, and values of two types by a conversion: only the source can tell which root's
     * key they are.
     */
    private boolean direct(Way way) {
        if (way.table() == null) {
            return true;
        }
        if (!way.levels().isEmpty()
                || !way.references()
                        .equals(root.keyColumns().stream()
                                .map(statements::outerReference)
                                .toList())) {
            return false;
        }
        for (int i = 0; i < way.columns().size(); i++) {
            Column own = column(root.table().table(), root.keyColumns().get(i));
            Column other = column(way.changed().table(), way.columns().get(i));
            if (own.type() instanceof Type.Text || !own.declared().equals(other.declared())) {
                return false;
            }
        }
        return true;
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public List<RowKey> roots(Route route, List<List<String>> values, @Nullable RowKey after, int limit) {
        if (values.isEmpty()) {
            return List.of();
        }
        Query query = new RootStatement(statements, dialect, root, ways.get(route.number()))
                .write(values, texts(after), limit);
        return connections.read(connection -> keys(connection, query));
    }

    @Override
    public List<RowKey> all(@Nullable RowKey after, int limit) {
        Query query = statements.keysAfter(root, texts(after), limit);
        return connections.read(connection -> keys(connection, query));
    }

    @Override
    public List<RowKey> typed(List<RowKey> keys) {
        List<ColumnType> types = root.keyColumns().stream()
                .map(column -> root.table().type(column))
                .toList();
        // a product that takes keys as they are writes them in its log as its rows have them
        boolean alike = types.stream()
                .allMatch(
                        type -> KeyValue.plain(type.type()) || type.parameter().equals("?"));
        return alike
                ? keys.stream()
                        .map(key -> KeyValue.of(root.keyColumns(), types, key))
                        .toList()
                : asked(keys);
    }

    private List<RowKey> asked(List<RowKey> keys) {
        return connections.read(connection -> {
            List<RowKey> typed = new ArrayList<>();
            for (int from = 0; from < keys.size(); from += BATCH) {
                List<List<String>> some = keys.subList(from, Math.min(keys.size(), from + BATCH)).stream()
                        .map(key -> Objects.requireNonNull(texts(key)))
                        .toList();
                typed.addAll(keys(connection, statements.typed(root, some)));
            }
            return typed;
        });
    }

    private @Nullable List<String> texts(@Nullable RowKey key) {
        return key == null
                ? null
                : root.keyColumns().stream()
                        .map(column -> KeyText.of(key.values().get(key.columns().indexOf(column))))
                        .toList();
    }

    private List<RowKey> keys(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<RowKey> keys = new ArrayList<>();
            while (result.next()) {
                List<Object> values = new ArrayList<>();
                for (String column : root.keyColumns()) {
                    values.add(Objects.requireNonNull(
                            root.table().type(column).read().value(result, values.size() + 1), "a key column is NULL"));
                }
                keys.add(new RowKey(root.keyColumns(), values));
            }
            return keys;
        }
    }
}
