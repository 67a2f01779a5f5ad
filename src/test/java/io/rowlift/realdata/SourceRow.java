package io.rowlift.realdata;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A row as the oracle read it. Remembers which of its columns an expectation has used as a value. */
final class SourceRow {

    private static final String ASIDE = "x_";

    private final Set<String> names;
    private final Map<String, String> texts;
    private final Map<String, Object> values;
    private final Consumer<String> carried;

    /**
     * @param names all columns
     * @param texts texts of the columns that are not NULL
     * @param values values of the columns that are not NULL
     * @param carried is told the columns that are used as a value
     */
    SourceRow(Set<String> names, Map<String, String> texts, Map<String, Object> values, Consumer<String> carried) {
        this.names = names;
        this.texts = texts;
        this.values = values;
        this.carried = carried;
    }

    /** Returns a value as it stands in a key. */
    String text(String column) {
        Object value = values.get(column);
        if (value == null) {
            throw new IllegalArgumentException("column " + column + " is NULL or missing");
        }
        return value instanceof String text ? text : texts.get(column);
    }

    /** Returns a value as an attribute has it, or null for NULL. */
    Object value(String column) {
        if (!names.contains(column)) {
            throw new IllegalArgumentException("the query has no column " + column);
        }
        carried.accept(column);
        return values.get(column);
    }

    /** Returns whether a number that stands for a truth value is 1. */
    boolean isOne(String column) {
        return value(column) instanceof BigDecimal number && number.compareTo(BigDecimal.ONE) == 0;
    }

    boolean isNull(String column) {
        return !values.containsKey(column);
    }

    /** Returns MySQL's SET as the list of its members. */
    List<String> members(String column) {
        carried.accept(column);
        return isNull(column) || text(column).isEmpty()
                ? List.of()
                : List.of(text(column).split(","));
    }

    /** Returns all columns that are not NULL as attributes, except the named ones and those named {@code x_...}. */
    Map<String, Object> columns(Set<String> except) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String name : names) {
            if (!except.contains(name) && !name.startsWith(ASIDE)) {
                Object value = value(name);
                if (value != null) {
                    columns.put(name, value);
                }
            }
        }
        return columns;
    }

    /** Returns all columns as attributes, those that are NULL as DynamoDB's NULL. */
    Map<String, Object> columnsOrNull() {
        Map<String, Object> columns = columns(Set.of());
        names.stream()
                .filter(name -> !name.startsWith(ASIDE))
                .forEach(name -> columns.putIfAbsent(name, PlainTable.NULL));
        return columns;
    }
}
