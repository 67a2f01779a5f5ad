package io.rowlift.sync;

import io.rowlift.job.store.SyncLedger.Task;
import io.rowlift.schema.RowKey;
import io.rowlift.source.Tracing;
import io.rowlift.source.Tracing.Route;
import io.rowlift.source.Watchlist.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the root rows that changes affect, each once; what leads to very many of them is left as a task. */
final class Roots {

    /** Values of a task, so that its text stays small. */
    static final int VALUES = 200;

    private final int few;
    private final List<Task> tasks;
    private final Map<String, Map<RowKey, RowKey>> found = new LinkedHashMap<>();

    /**
     * Begins with none.
     *
     * @param few most root rows of a route that are read again at once
     * @param tasks takes what leads to more
     */
    Roots(int few, List<Task> tasks) {
        this.few = few;
        this.tasks = tasks;
    }

    /** Follows routes from changed rows. */
    void follow(Map<Path, List<List<String>>> changes) {
        Map<String, Map<List<String>, RowKey>> texts = new LinkedHashMap<>();
        Map<String, Path> direct = new LinkedHashMap<>();
        changes.forEach((path, values) -> {
            if (path.route().direct()) {
                direct.put(path.entity(), path);
                Map<List<String>, RowKey> keys = texts.computeIfAbsent(path.entity(), e -> new LinkedHashMap<>());
                values.forEach(
                        value -> keys.put(value, new RowKey(rootKey(path.tracing()), new ArrayList<Object>(value))));
            } else {
                search(path, values);
            }
        });
        texts.forEach((entity, keys) -> {
            Path path = direct.get(entity);
            if (path != null) {
                add(entity, path.tracing().typed(List.copyOf(keys.values())));
            }
        });
    }

    /** The root's own route comes first, and its columns are the key. */
    private static List<String> rootKey(Tracing tracing) {
        return tracing.routes().get(0).columns();
    }

    private void search(Path path, List<List<String>> values) {
        Route route = path.route();
        List<RowKey> rows = path.tracing().roots(route, values, null, few + 1);
        if (rows.size() <= few) {
            add(path.entity(), rows);
            return;
        }
        for (int i = 0; i < values.size(); i += VALUES) {
            tasks.add(new Task(
                    0,
                    path.entity(),
                    Task.Kind.ROUTE,
                    route.number(),
                    values.subList(i, Math.min(values.size(), i + VALUES)),
                    null));
        }
    }

    private void add(String entity, List<RowKey> rows) {
        Map<RowKey, RowKey> known = found.computeIfAbsent(entity, e -> new LinkedHashMap<>());
        rows.forEach(row -> known.putIfAbsent(row.asText(), row));
    }

    /** Returns them by entity, with values as rows have them. */
    Map<String, List<RowKey>> all() {
        Map<String, List<RowKey>> all = new LinkedHashMap<>();
        found.forEach((entity, rows) -> all.put(entity, List.copyOf(rows.values())));
        return all;
    }
}
