package io.rowlift.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyPlan;
import io.rowlift.copy.CopyPlanning;
import io.rowlift.copy.TableCopy;
import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import io.rowlift.verify.rows.CanonicalColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A database and its copy, value by value in canonical form; and every value once more after it was touched. */
final class ComparedCopy {

    private static final int ROWS = 500;

    /** How many values were compared. */
    private long values;

    /** {@code table(id=1).column} of values that differ, each with what both sides hold. */
    private final List<String> different = new ArrayList<>();

    /** Values that stay equal after they were touched. */
    private final List<String> blind = new ArrayList<>();

    /** Keys of rows that the copy does not have. */
    private final List<String> missing = new ArrayList<>();

    /** How columns are compared. */
    private final Set<String> comparisons = new TreeSet<>();

    long values() {
        return values;
    }

    List<String> different() {
        return different;
    }

    List<String> blind() {
        return blind;
    }

    List<String> missing() {
        return missing;
    }

    Set<String> comparisons() {
        return comparisons;
    }

    static ComparedCopy of(Database from, Database to, Kind kind) {
        ComparedCopy compared = new ComparedCopy();
        try (Source source = from.open();
                Source target = to.open()) {
            CopyPlan plan = CopyPlanning.plan(
                    CopyMapping.everything("job.yaml", kind),
                    source.watch().structure(),
                    kind,
                    to.name(),
                    aggregate -> source.reader(aggregate).reading().shape());
            for (TableCopy table : plan.tables()) {
                compared.table(table, source, target);
            }
        }
        return compared;
    }

    private void table(TableCopy table, Source source, Source target) {
        AggregateReader from = source.reader(table.aggregate());
        String name = table.target().name();
        AggregateReader to =
                target.reader(table.whole() ? Aggregates.from(name).keyless().entity() : Aggregates.of(name));
        Shape shape = to.reading().shape();
        List<ColumnCopy> columns = table.columns();
        List<Compared> compared = new ArrayList<>();
        for (ColumnCopy column : columns) {
            int position = shape.column(column.target());
            Column held = shape.columns().get(position);
            CanonicalColumn canonical = CanonicalColumn.of(column, held);
            comparisons.add(canonical.comparison());
            compared.add(new Compared(column.source(), table.position(column), position, canonical));
        }
        List<Row> rows = table.whole() ? List.of() : Reads.all(from, ROWS);
        for (int at = 0; at < rows.size(); at += ROWS) {
            chunk(
                    table,
                    rows.subList(at, Math.min(rows.size(), at + ROWS)),
                    from.reading().shape(),
                    to,
                    compared);
        }
        if (table.whole()) {
            assertThat(bytes(Reads.range(to, io.rowlift.plan.Range.ALL, ROWS), compared, false))
                    .as(name)
                    .isEqualTo(bytes(Reads.range(from, io.rowlift.plan.Range.ALL, ROWS), compared, true));
        }
    }

    private record Compared(String name, int source, int target, CanonicalColumn column) {}

    private static List<String> bytes(List<Row> rows, List<Compared> columns, boolean source) {
        List<String> all = new ArrayList<>();
        for (Row row : rows) {
            StringBuilder text = new StringBuilder();
            for (Compared c : columns) {
                byte[] value = source
                        ? c.column().ofSource(row.get(c.source()))
                        : c.column().ofTarget(row.get(c.target()));
                text.append(value == null ? "NULL" : Arrays.toString(value)).append('|');
            }
            all.add(text.toString());
        }
        all.sort(null);
        return all;
    }

    private void chunk(TableCopy table, List<Row> rows, Shape shape, AggregateReader to, List<Compared> columns) {
        List<String> key = keyNames(shape);
        List<Compared> parts = key.stream()
                .map(name -> columns.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
        List<RowKey> keys = rows.stream().map(shape::keyOf).toList();
        Map<String, Row> found = new HashMap<>();
        // a moment is spelled with Z by one product and without by the other: keys are compared in canonical form too
        for (Row row : to.fetch(keys)) {
            found.put(bytes(List.of(row), parts, false).get(0), row);
        }
        for (int i = 0; i < rows.size(); i++) {
            String label = table.name() + keys.get(i);
            Row held = found.get(bytes(List.of(rows.get(i)), parts, true).get(0));
            if (held == null) {
                missing.add(label);
            } else {
                row(label, rows.get(i), held, columns);
            }
        }
    }

    private static List<String> keyNames(Shape shape) {
        return shape.key().stream().map(i -> shape.columns().get(i).name()).toList();
    }

    private void row(String label, Row from, Row to, List<Compared> columns) {
        for (Compared c : columns) {
            Object source = from.get(c.source());
            Object target = to.get(c.target());
            byte[] canonical = c.column().ofSource(source);
            values++;
            if (!Arrays.equals(canonical, c.column().ofTarget(target))) {
                different.add(label + "." + c.name() + ": " + Reads.shown(source) + " and " + Reads.shown(target));
            }
            if (target != null && Arrays.equals(canonical, c.column().ofTarget(touched(target)))) {
                blind.add(label + "." + c.name() + ": " + Reads.shown(target));
            }
            if (Arrays.equals(canonical, c.column().ofTarget(target == null ? "" : null))) {
                blind.add(label + "." + c.name() + ": NULL");
            }
        }
    }

    /** The least that can be wrong with a value: one digit, one character, one bit. */
    private static Object touched(Object value) {
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof BigInteger number) {
            return number.subtract(BigInteger.ONE);
        }
        if (value instanceof BigDecimal number) {
            return number.add(BigDecimal.valueOf(1, number.scale()));
        }
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof Float number) {
            return number.isNaN() || number.isInfinite() ? 0f : number == 0 ? -number : Math.nextDown(number);
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite() ? 0.0 : number == 0 ? -number : Math.nextDown(number);
        }
        if (value instanceof byte[] bytes) {
            byte[] other = Arrays.copyOf(bytes, Math.max(1, bytes.length));
            other[other.length - 1] ^= 1;
            return other;
        }
        if (value instanceof List<?> list) {
            List<Object> other = new ArrayList<>(list);
            Object last = list.isEmpty() ? "" : other.remove(other.size() - 1);
            other.add(last == null ? "" : touched(last));
            return other;
        }
        return value instanceof String text ? touched(text) : "x";
    }

    private static String touched(String text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) && c != 'Z') {
                char other = c == '9' ? '8' : (char) (c + 1);
                return text.substring(0, i) + other + text.substring(i + 1);
            }
        }
        return text + "x";
    }
}
