package io.rowlift.source;

import io.rowlift.schema.TableName;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.Tracing.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tables have to be watched for some entities, and where a change of each of them leads. */
public final class Watchlist {

    private final Map<TableName, Set<String>> columns = new LinkedHashMap<>();
    private final Map<TableName, List<Path>> paths = new LinkedHashMap<>();

    /**
     * A route of an entity.
     *
     * @param entity its name
     * @param tracing finds its root rows
     * @param route the route
     * @param positions of the route's columns among those that are watched of its table
     */
    public record Path(String entity, Tracing tracing, Route route, List<Integer> positions) {

        /** Returns what a row has in the route's columns, or null where it leads nowhere. */
        public @Nullable List<String> values(List<@Nullable String> row) {
            List<String> values = new ArrayList<>(positions.size());
            for (int position : positions) {
                String value = row.get(position);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return values;
        }
    }

    /**
     * Collects what has to be watched.
     *
     * @param entities by name, in the order of the mapping
     */
    public Watchlist(Map<String, Tracing> entities) {
        entities.values()
                .forEach(tracing -> tracing.routes()
                        .forEach(route -> columns.computeIfAbsent(route.table(), table -> new LinkedHashSet<>())
                                .addAll(route.columns())));
        entities.forEach((entity, tracing) -> tracing.routes()
                .forEach(route -> paths.computeIfAbsent(route.table(), table -> new ArrayList<>())
                        .add(new Path(entity, tracing, route, positions(route)))));
    }

    private List<Integer> positions(Route route) {
        List<String> watched =
                List.copyOf(Objects.requireNonNull(columns.get(route.table()), "every route's table is watched"));
        return route.columns().stream().map(watched::indexOf).toList();
    }

    /** Returns what a source's log is asked for. */
    public Capture capture(String name, Duration outage) {
        return new Capture(
                name,
                columns.entrySet().stream()
                        .map(table -> new Watched(table.getKey(), List.copyOf(table.getValue())))
                        .toList(),
                outage);
    }

    /** Returns where a change of a table leads. */
    public List<Path> from(TableName table) {
        return paths.getOrDefault(table, List.of());
    }
}
