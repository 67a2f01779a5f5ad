package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.RowMirror;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows in line in one transaction. What is refused as a whole is tried row by row, and what is refused then once
 * more as long as something else passes: rows may refer to each other, and take from each other what has to be unique.
 */
final class Mirroring implements RowMirror {

    private final Workshop shop;
    private final Map<TargetTable, Upsert> upserts = new HashMap<>();

    Mirroring(Workshop shop) {
        this.shop = shop;
    }

    @Override
    public Mirrored apply(List<Changes> changes) {
        List<Step> steps = new ArrayList<>();
        List<Left> impossible = new ArrayList<>();
        // those who refer before those they refer to, then the other way round
        for (int i = changes.size() - 1; i >= 0; i--) {
            addRemovals(changes.get(i), steps);
        }
        for (Changes some : changes) {
            addPuts(some, steps, impossible);
        }
        Mirrored done = shop.connections().run("bringing rows in line", connection -> {
            shop.signal().checkWrite();
            return new Attempt(connection).make(steps);
        });
        shop.tally().committed(done.written(), bytes(steps));
        impossible.addAll(done.left());
        return new Mirrored(done.written(), done.removed(), List.copyOf(impossible));
    }

    private static long bytes(List<Step> steps) {
        return steps.stream().mapToLong(step -> step.rows().length()).sum();
    }

    @Override
    public @Nullable String empty(TargetTable table) {
        return emptied(table).orElse(null);
    }

    private Optional<String> emptied(TargetTable table) {
        return shop.connections().run("emptying table \"" + table.name() + "\"", connection -> {
            shop.signal().checkWrite();
            Upsert upsert = upsert(table);
            upsert.begin(connection);
            Savepoint before = connection.setSavepoint();
            String reason = null;
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM " + shop.dialect().name(table.name()));
            } catch (SQLException e) {
                if (shop.failures().fault(e) != Fault.ROW) {
                    throw e;
                }
                connection.rollback(before);
                reason = shop.failures().refusal(e, table);
            }
            upsert.end(connection);
            return Optional.ofNullable(reason);
        });
    }

    private Upsert upsert(TargetTable table) {
        return upserts.computeIfAbsent(table, shop.dialect()::upsert);
    }

    /** Rows or keys of one table, encoded. */
    private record Step(
            TargetTable table, Upsert upsert, boolean removes, RowBuffer rows, RowBuffer keys, List<Object> origins) {

        Left left(int index, String reason) {
            return removes
                    ? new Left(table, null, (RowKey) origins.get(index), reason, true)
                    : new Left(table, (Row) origins.get(index), null, reason, true);
        }
    }

    private void addRemovals(Changes changes, List<Step> steps) {
        if (changes.removals().isEmpty()) {
            return;
        }
        Upsert upsert = upsert(changes.table());
        Step step = new Step(changes.table(), upsert, true, new RowBuffer(), new RowBuffer(), new ArrayList<>());
        for (RowKey key : changes.removals()) {
            // a key that cannot be held was never there
            if (encode(upsert.keys(), row(changes.table(), key), step.keys()) == null) {
                step.origins().add(key);
            }
        }
        steps.add(step);
    }

    private void addPuts(Changes changes, List<Step> steps, List<Left> impossible) {
        if (changes.puts().isEmpty()) {
            return;
        }
        Upsert upsert = upsert(changes.table());
        Step step = new Step(changes.table(), upsert, false, new RowBuffer(), new RowBuffer(), new ArrayList<>());
        for (Row row : changes.puts()) {
            String obstacle = encode(upsert.rows(), row, step.rows());
            if (obstacle == null) {
                encode(upsert.keys(), row, step.keys());
                step.origins().add(row);
            } else {
                impossible.add(new Left(changes.table(), row, null, obstacle, false));
            }
        }
        steps.add(step);
    }

    private static @Nullable String encode(Loader loader, Row row, RowBuffer buffer) {
        String obstacle = loader.encode(row, buffer);
        if (obstacle == null) {
            buffer.endRow();
        } else {
            buffer.dropRow();
        }
        return obstacle;
    }

    /** Returns a row that has nothing but its key. */
    private static Row row(TargetTable table, RowKey key) {
        List<String> names = table.copy().definition().table().columns().stream()
                .map(io.rowlift.schema.Column::name)
                .toList();
        @Nullable
        Object[] values = new @Nullable
                Object[names.size() + table.copy().aggregate().columns().size()];
        for (int i = 0; i < key.columns().size(); i++) {
            values[names.indexOf(key.columns().get(i))] = key.values().get(i);
        }
        return new Row(values);
    }

    /** One transaction. */
    private final class Attempt {

        private final Connection connection;
        private long written;
        private long removed;

        private Attempt(Connection connection) {
            this.connection = connection;
        }

        private record Single(Step step, int index) {}

        Mirrored make(List<Step> steps) throws SQLException {
            for (Step step : steps) {
                step.upsert().begin(connection);
            }
            List<Single> refused = new ArrayList<>();
            for (Step step : steps) {
                if (!step.origins().isEmpty() && whole(step, 0, step.origins().size()) != null) {
                    for (int i = 0; i < step.origins().size(); i++) {
                        refused.add(new Single(step, i));
                    }
                }
            }
            List<Left> left = single(refused);
            for (Step step : steps) {
                step.upsert().end(connection);
            }
            return new Mirrored(written, removed, left);
        }

        /** Tries each, again and again as long as one more of them passes. */
        private List<Left> single(List<Single> all) throws SQLException {
            List<Single> open = all;
            List<Left> left = List.of();
            boolean progress = true;
            while (progress && !open.isEmpty()) {
                List<Single> still = new ArrayList<>();
                left = new ArrayList<>();
                for (Single one : open) {
                    String reason = whole(one.step(), one.index(), one.index() + 1);
                    if (reason != null) {
                        still.add(one);
                        left.add(one.step().left(one.index(), reason));
                    }
                }
                progress = still.size() < open.size();
                open = still;
            }
            return left;
        }

        /** Returns why the target refuses some of a step, or null when it is done. */
        private @Nullable String whole(Step step, int from, int to) throws SQLException {
            Savepoint before = connection.setSavepoint();
            try {
                if (step.removes()) {
                    removed += step.upsert().remove(connection, step.keys(), from, to);
                } else {
                    step.upsert().put(connection, step.rows(), step.keys(), from, to);
                    written += to - from;
                }
                connection.releaseSavepoint(before);
                return null;
            } catch (SQLException e) {
                if (shop.failures().fault(e) != Fault.ROW) {
                    throw e;
                }
                connection.rollback(before);
                return shop.failures().refusal(e, step.table());
            }
        }
    }
}
