package io.rowlift.mapping;

import io.rowlift.schema.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an item is repeated for. */
@FunctionalInterface
interface Elements {

    /** An item that is not repeated: one element, which nothing reads. */
    Elements ONCE = row -> List.of(Boolean.TRUE);

    /** Returns the elements for a row: rows of an embed, values of an array, or values of a JSON list. */
    List<? extends @Nullable Object> of(Row row);

    /** Returns the elements of an array; none for NULL. */
    static Elements ofArray(Operand operand) {
        return row -> {
            Object value = operand.read(row, null);
            return value == null ? List.of() : (List<?>) value;
        };
    }

    /** Returns the elements of a JSON list; none for NULL, in SQL or JSON. */
    static Elements ofJson(Operand operand) {
        return row -> {
            Object text = operand.read(row, null);
            Value json = text == null ? new Value.Null() : JsonValues.parse((String) text);
            if (json instanceof Value.Null) {
                return List.of();
            }
            if (!(json instanceof Value.ListOf list)) {
                throw new Rejection("is no JSON list");
            }
            List<@Nullable Object> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(element instanceof Value.Null ? null : element));
            return elements;
        };
    }

    /** Returns elements whose rejections name their column. */
    static Elements named(String column, Elements elements) {
        return row -> {
            try {
                return elements.of(row);
            } catch (Rejection e) {
                throw e.of("column \"" + column + "\" of \"each\"");
            }
        };
    }
}
