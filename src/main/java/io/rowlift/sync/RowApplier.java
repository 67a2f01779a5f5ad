package io.rowlift.sync;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.mapping.Mapped;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.target.RowMirror;
import io.rowlift.target.RowMirror.Changes;
import io.rowlift.target.RowMirror.Left;
import io.rowlift.target.RowMirror.Mirrored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads rows again and has the target's tables hold them. A row that refers to one that is not there yet was changed after
 * the one that it refers to: the log has that to come, so that it is postponed and never lost.
 */
public final class RowApplier implements Applier {

    private final Map<String, RowUnit> units = new LinkedHashMap<>();
    private final RowMirror mirror;
    private final Stale stale;
    private final RunSignal signal;

    /**
     * Takes what is applied to what.
     *
     * @param units those that are referred to before those that refer to them, as far as there is such an order
     */
    public RowApplier(List<RowUnit> units, RowMirror mirror, Stale stale, RunSignal signal) {
        units.forEach(unit -> this.units.put(unit.name(), unit));
        this.mirror = mirror;
        this.stale = stale;
        this.signal = signal;
    }

    @Override
    public Applied apply(Map<String, List<RowKey>> roots) {
        List<Changes> changes = new ArrayList<>();
        long count = 0;
        for (RowUnit unit : units.values()) {
            List<RowKey> rows = roots.getOrDefault(unit.name(), List.of());
            if (!rows.isEmpty()) {
                changes.add(read(unit, rows));
                count += rows.size();
            }
        }
        if (changes.isEmpty()) {
            return Applied.NOTHING;
        }
        signal.checkWrite();
        Mirrored done = mirror.apply(changes);
        return settled(changes, done, count);
    }

    private static Changes read(RowUnit unit, List<RowKey> rows) {
        List<Row> found = unit.reader().fetch(rows);
        Set<RowKey> there = new HashSet<>();
        found.forEach(row -> there.add(key(unit, row).asText()));
        List<RowKey> gone =
                rows.stream().filter(row -> !there.contains(row.asText())).toList();
        return new Changes(unit.table(), found, gone);
    }

    private static RowKey key(RowUnit unit, Row row) {
        return unit.reader().reading().shape().keyOf(row);
    }

    private Applied settled(List<Changes> changes, Mirrored done, long count) {
        Map<String, List<Mapped>> rejected = new LinkedHashMap<>();
        List<Postponed> postponed = new ArrayList<>();
        Set<RowKey> open = new HashSet<>();
        for (Left left : done.left()) {
            RowUnit unit = unit(left.table());
            Row put = left.put();
            RowKey key = put == null ? Objects.requireNonNull(left.removal(), "a row or a key") : key(unit, put);
            open.add(key.asText());
            if (left.passing()) {
                postponed.add(new Postponed(unit.name(), key, left.reason()));
            } else {
                rejected.computeIfAbsent(unit.name(), name -> new ArrayList<>())
                        .add(new Mapped(key, List.of(), left.reason()));
            }
        }
        for (Changes some : changes) {
            RowUnit unit = unit(some.table());
            List<RowKey> fine = new ArrayList<>(some.removals());
            some.puts().forEach(row -> fine.add(key(unit, row)));
            fine.removeIf(key -> open.contains(key.asText()));
            stale.mended(unit.name(), fine);
        }
        long stayed = 0;
        for (Map.Entry<String, List<Mapped>> entry : rejected.entrySet()) {
            stale.rejected(entry.getKey(), entry.getValue());
            stayed += entry.getValue().size();
        }
        return new Applied(count, done.written(), done.removed(), stayed, postponed);
    }

    private RowUnit unit(TargetTable table) {
        return Objects.requireNonNull(units.get(table.copy().name()), "a table of the copy");
    }

    /** All rows go; those that have come since are read again. */
    @Override
    public Applied sweep(String entity) {
        RowUnit unit = Objects.requireNonNull(units.get(entity), "a table of the copy");
        signal.checkWrite();
        String reason = mirror.empty(unit.table());
        if (reason != null) {
            throw new FailedException(
                    "table \"" + entity + "\" was emptied in the source, and the target does not allow it: " + reason,
                    "remove in the target what refers to it, then run the same command again",
                    null);
        }
        return Applied.NOTHING;
    }

    @Override
    public void giveUp(List<Postponed> rows) {
        Map<String, List<Mapped>> rejected = new LinkedHashMap<>();
        rows.forEach(row -> rejected.computeIfAbsent(row.entity(), name -> new ArrayList<>())
                .add(new Mapped(row.row(), List.of(), row.reason())));
        rejected.forEach(stale::rejected);
    }
}
