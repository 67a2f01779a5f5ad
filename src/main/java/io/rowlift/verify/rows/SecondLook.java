package io.rowlift.verify.rows;

import io.rowlift.mapping.KeyHash;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.AggregateReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads both sides of rows that differ once more, by their keys: source and target cannot be read at one moment, so that a
 * row which changes just then looks different without being so.
 *
 * <p>Rows are told apart by their keys in canonical form, not by what the database takes for equal: where a collation
 * ignores case, the row of another key is read and counts as another.
 *
 * @param table whose rows they are
 */
record SecondLook(ComparedTable table) {

    /**
     * What became of a row.
     *
     * @param finding what is wrong with it; null if nothing is, or if neither side has it any more
     * @param rejected whether the target lacks it because it cannot hold it
     */
    record Looked(@Nullable RowFinding finding, boolean rejected) {

        /** Writes it down. */
        void into(JoinFile.Writer out) throws IOException {
            if (finding != null) {
                out.add(finding);
            } else {
                out.count(rejected ? JoinFile.Counts.REJECTED : JoinFile.Counts.EQUAL);
            }
        }
    }

    /** Returns what has become of each row. */
    List<Looked> at(List<Suspect> suspects) {
        Map<KeyHash, Row> source = read(Side.SOURCE, suspects);
        Map<KeyHash, Row> target = read(Side.TARGET, suspects);
        return suspects.stream()
                .map(suspect -> looked(
                        suspect,
                        source.get(suspect.either().key()),
                        target.get(suspect.either().key())))
                .toList();
    }

    private Looked looked(Suspect suspect, @Nullable Row source, @Nullable Row target) {
        if (target == null && source != null && table.excused(Side.SOURCE, source)) {
            return new Looked(null, true);
        }
        return new Looked(finding(suspect, source, target), false);
    }

    private @Nullable RowFinding finding(Suspect before, @Nullable Row source, @Nullable Row target) {
        if (source == null && target == null) {
            return null;
        }
        boolean changed = changed(before.source(), source);
        if (source == null) {
            return found(RowFinding.Kind.EXTRA, before, List.of(), changed);
        }
        if (target == null) {
            return found(RowFinding.Kind.MISSING, before, List.of(), changed);
        }
        List<String> columns = table.columns().stream()
                .filter(column -> !Arrays.equals(column.of(Side.SOURCE, source), column.of(Side.TARGET, target)))
                .map(ComparedColumn::source)
                .toList();
        return columns.isEmpty() ? null : found(RowFinding.Kind.DIFFERENT, before, columns, changed);
    }

    private boolean changed(@Nullable Trace before, @Nullable Row now) {
        if (before == null || now == null) {
            return (before == null) != (now == null);
        }
        return !before.content().equals(table.trace(Side.SOURCE, now).content());
    }

    private RowFinding found(RowFinding.Kind kind, Suspect suspect, List<String> columns, boolean changed) {
        RowKey key = table.rowKey(Side.SOURCE, suspect.either().values());
        return new RowFinding(kind, key, columns, changed);
    }

    /** Both spellings of a key are asked for: another product's may be taken for another value. */
    private Map<KeyHash, Row> read(Side side, List<Suspect> suspects) {
        Set<RowKey> keys = new TreeSet<>(Comparator.comparing(RowKey::toString));
        for (Suspect suspect : suspects) {
            for (Trace trace : new Trace[] {suspect.source(), suspect.target()}) {
                if (trace != null) {
                    keys.add(table.rowKey(side, trace.values()));
                }
            }
        }
        Map<KeyHash, Row> rows = new HashMap<>();
        for (Row row : fetch(table.reader(side), List.copyOf(keys))) {
            rows.put(table.trace(side, row).key(), row);
        }
        return rows;
    }

    /** A key that the other side cannot even read as a value of its type is not there. */
    private static List<Row> fetch(AggregateReader reader, List<RowKey> keys) {
        try {
            return reader.fetch(keys);
        } catch (ConfigurationException e) {
            if (keys.size() == 1) {
                return List.of();
            }
            List<Row> rows = new ArrayList<>(fetch(reader, keys.subList(0, keys.size() / 2)));
            rows.addAll(fetch(reader, keys.subList(keys.size() / 2, keys.size())));
            return rows;
        }
    }
}
