package io.rowlift.validate;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.source.EntityReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How findings name rows: by their keys, and with their values for those who asked to see them. Values are read again
 * for the few rows that are named, so that nothing is kept of the others.
 */
final class RowText {

    /** Names rows by their keys alone. */
    static final RowText KEYS = new RowText(Map.of());

    /** Enough to see what is wrong with a value. */
    private static final int LONGEST = 100;

    private final Map<String, EntityReading> readings;

    private RowText(Map<String, EntityReading> readings) {
        this.readings = readings;
    }

    /** Names rows with their values. */
    static RowText values(List<EntityReading> readings) {
        Map<String, EntityReading> byName = new LinkedHashMap<>();
        readings.forEach(reading -> byName.put(reading.entity(), reading));
        return new RowText(byName);
    }

    /** Returns {@code (id=1)}, and {@code (id=1) {name="Ann", score=NaN}} with values. */
    String of(String entity, RowKey row) {
        return row + values(entity, row);
    }

    /** Returns the same with the entity's name before it. */
    String of(Owner owner) {
        return owner + values(owner.entity(), owner.row());
    }

    private String values(String entity, RowKey row) {
        EntityReading reading = readings.get(entity);
        if (reading == null) {
            return "";
        }
        List<Row> found = reading.reader().fetch(List.of(row));
        return found.isEmpty()
                ? " (it is gone)"
                : " " + values(reading.reader().reading().shape(), row, found.get(0));
    }

    private static String values(Shape shape, RowKey key, Row row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            Column column = shape.columns().get(i);
            if (!key.columns().contains(column.name()) && !column.name().startsWith("when#")) {
                values.add(column.name() + "=" + text(row.get(i)));
            }
        }
        return "{" + String.join(", ", values) + "}";
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = RowKey.text(value);
        String cut =
                text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
        return value instanceof String ? '"' + cut + '"' : cut;
    }
}
