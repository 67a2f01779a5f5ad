package io.rowlift.suggest;

import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Table;
import java.util.List;

/**
 * A table that becomes an entity.
 *
 * @param table the table
 * @param key the key that tells its rows apart, whose columns can all stand in a key of DynamoDB
 * @param name the entity's name
 * @param word what its keys begin with
 * @param from how the mapping names the table
 */
record Subject(Table table, Key key, String name, String word, String from) {

    Column column(String column) {
        return table.column(column)
                .orElseThrow(() ->
                        new IllegalArgumentException("table " + table.name() + " has no column \"" + column + "\""));
    }

    List<Column> columns(List<String> names) {
        return names.stream().map(this::column).toList();
    }

    /** Returns its key behind its word. */
    KeyText ownKey() {
        return new KeyText(word, columns(key.columns()));
    }

    /** Returns its word with those columns of its key that are not known otherwise. */
    KeyText restOfKey(List<Column> known) {
        return new KeyText(
                word,
                columns(key.columns()).stream().filter(c -> !known.contains(c)).toList());
    }
}
