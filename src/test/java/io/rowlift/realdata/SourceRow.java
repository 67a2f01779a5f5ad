package io.rowlift.realdata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A row as the oracle read it. Remembers which of its columns an expectation has used as a value. */
final class SourceRow {

    private final Map<String, String> texts;
    private final Map<String, Object> values;
    private final Consumer<String> carried;

    /** Takes the texts and values of the columns that are not NULL, in the order of the query. */
    SourceRow(Map<String, String> texts, Map<String, Object> values, Consumer<String> carried) {
        this.texts = texts;
        this.values = values;
        this.carried = carried;
    }

    /** Returns a value as it stands in a key. */
    String text(String column) {
        String text = texts.get(column);
        if (text == null) {
            throw new IllegalArgumentException("column " + column + " is NULL or missing");
        }
        Object value = values.get(column);
        return value instanceof String instant ? instant : text;
    }

    /** Returns a value as an attribute has it, or null for NULL. */
    Object value(String column) {
        carried.accept(column);
        return values.get(column);
    }

    boolean isNull(String column) {
        return !values.containsKey(column);
    }

    /** Returns MySQL's SET as the list of its members. */
    List<String> members(String column) {
        carried.accept(column);
        return isNull(column) ? List.of() : List.of(text(column).split(","));
    }

    /** Returns all columns that are not NULL as attributes, except the named ones. */
    Map<String, Object> columns(Set<String> except) {
        Map<String, Object> columns = new LinkedHashMap<>(values);
        columns.keySet().removeAll(except);
        columns.keySet().forEach(carried);
        return columns;
    }
}
