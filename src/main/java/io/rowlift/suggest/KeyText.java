package io.rowlift.suggest;

import io.rowlift.schema.Column;
import java.util.List;

/**
 * A key attribute's text: a word of its own, and values behind it, each after a {@code #}. Two texts of different words have
 * nothing in common, because no word holds a {@code #}; and a text gives its values back, because a value that can hold a
 * {@code #} is escaped unless it is the last one.
 *
 * @param word what the text begins with
 * @param columns whose values follow
 */
public record KeyText(String word, List<Column> columns) {

    static final String SEPARATOR = "#";

    public KeyText {
        columns = List.copyOf(columns);
    }

    /** Returns a word alone. */
    static KeyText of(String word) {
        return new KeyText(word, List.of());
    }

    /** Returns the template in the words of a mapping. */
    public String template() {
        StringBuilder template = new StringBuilder(word);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            template.append(SEPARATOR).append('{').append(column.name());
            template.append(KeyForm.format(column.type(), i + 1 == columns.size()));
            template.append('}');
        }
        return template.toString();
    }

    /** Returns what all texts of this kind begin with and no other text does. */
    public String beginning() {
        return columns.isEmpty() ? word : word + SEPARATOR;
    }
}
