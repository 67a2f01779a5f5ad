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
            append(template, columns.get(i), i + 1 == columns.size());
        }
        return template.toString();
    }

    /**
     * Returns the template of what the texts with given first values begin with, and no others.
     *
     * @param known how many of the columns are given; fewer than there are
     */
    public String beginning(int known) {
        StringBuilder template = new StringBuilder(word);
        columns.subList(0, known).forEach(column -> append(template, column, false));
        return template.append(SEPARATOR).toString();
    }

    private static void append(StringBuilder template, Column column, boolean last) {
        template.append(SEPARATOR)
                .append('{')
                .append(column.name())
                .append(KeyForm.format(column.type(), last))
                .append('}');
    }
}
