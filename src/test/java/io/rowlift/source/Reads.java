package io.rowlift.source;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads through a source and shows rows in a form that tests can compare. */
public final class Reads {

    private Reads() {}

    /** All rows, by chunks of the given size, each chunk by a new cursor that goes on after the last row. */
    public static List<Row> all(AggregateReader reader, int chunk) {
        List<Row> rows = new ArrayList<>();
        Set<Checkpoint> seen = new HashSet<>();
        Checkpoint after = null;
        while (true) {
            try (RowCursor cursor = reader.open(Range.ALL, after)) {
                List<Row> page = cursor.next(chunk);
                if (page.isEmpty()) {
                    return rows;
                }
                rows.addAll(page);
                after = cursor.positionAfter(page.get(page.size() - 1));
                if (!seen.add(after)) {
                    throw new AssertionError("the cursor stands still at " + after);
                }
            }
        }
    }

    public static List<Row> range(AggregateReader reader, Range range, int chunk) {
        List<Row> rows = new ArrayList<>();
        Set<Checkpoint> seen = new HashSet<>();
        try (RowCursor cursor = reader.open(range, null)) {
            for (List<Row> page = cursor.next(chunk); !page.isEmpty(); page = cursor.next(chunk)) {
                rows.addAll(page);
                if (!seen.add(cursor.positionAfter(page.get(page.size() - 1)))) {
                    throw new AssertionError("the cursor stands still");
                }
            }
        }
        return rows;
    }

    /** The row by column and child names. */
    public static Map<String, Object> named(Shape shape, Row row) {
        Map<String, Object> named = new LinkedHashMap<>();
        IntStream.range(0, shape.columns().size())
                .forEach(i -> named.put(shape.columns().get(i).name(), row.get(i)));
        for (Shape.Child child : shape.children()) {
            named.put(
                    child.name(),
                    row.children(shape.child(child.name())).stream()
                            .map(r -> named(child.shape(), r))
                            .toList());
        }
        return named;
    }

    public static List<Object> column(AggregateReader reader, List<Row> rows, String name) {
        int position = reader.reading().shape().column(name);
        return Arrays.asList(rows.stream().map(row -> row.get(position)).toArray());
    }

    /** A value as a test's table writes it: bytes in hexadecimal, the Java class in front of numbers. */
    public static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Number) {
            return value.getClass().getSimpleName() + " " + value;
        }
        return value instanceof List<?> list
                ? list.stream().map(Reads::shown).toList().toString()
                : String.valueOf(value);
    }
}
