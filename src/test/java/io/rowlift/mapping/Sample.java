package io.rowlift.mapping;

import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a source would read for an entity, written down as JSON: {@code {"key": [...], "columns": {name: type},
 * "children": {...}, "rows": [{name: value}]}}.
 *
 * @param shape the layout
 * @param rows the rows
 */
record Sample(Shape shape, List<Row> rows) {

    static Sample of(String json) {
        Map<String, Value> fields = map(JsonValues.parse(json));
        Shape shape = shape(fields);
        List<Row> rows = list(fields.get("rows")).stream()
                .map(row -> row(map(row), shape))
                .toList();
        return new Sample(shape, rows);
    }

    private static Shape shape(Map<String, Value> fields) {
        List<Column> columns = new ArrayList<>();
        map(fields.get("columns")).forEach((name, type) -> {
            String notation = ((Value.Str) type).text();
            columns.add(new Column(name, SampleTypes.type(notation), true, notation));
        });
        List<Shape.Child> children = new ArrayList<>();
        if (fields.containsKey("children")) {
            map(fields.get("children"))
                    .forEach((name, child) -> children.add(new Shape.Child(name, shape(map(child)))));
        }
        List<String> names = columns.stream().map(Column::name).toList();
        List<Integer> key = list(fields.get("key")).stream()
                .map(name -> names.indexOf(((Value.Str) name).text()))
                .toList();
        return new Shape(columns, key, children);
    }

    /** Reads a row; what is left out is NULL, or no children. */
    static Row row(Map<String, Value> values, Shape shape) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Column column : shape.columns()) {
            Value value = values.get(column.name());
            boolean json = column.type() instanceof Type.Json && value instanceof Value.Str;
            row.add(value == null ? null : json ? ((Value.Str) value).text() : SampleTypes.value(value, column.type()));
        }
        for (Shape.Child child : shape.children()) {
            List<Row> rows = new ArrayList<>();
            if (values.containsKey(child.name())) {
                list(values.get(child.name())).forEach(inner -> rows.add(row(map(inner), child.shape())));
            }
            row.add(rows);
        }
        return new Row(row.toArray());
    }

    private static Map<String, Value> map(@Nullable Value value) {
        return ((Value.MapOf) Objects.requireNonNull(value)).entries();
    }

    private static List<Value> list(@Nullable Value value) {
        return ((Value.ListOf) Objects.requireNonNull(value)).elements();
    }
}
