package io.rowlift.suggest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A candidate access pattern.
 *
 * @param name its name in the mapping
 * @param index number of the index to ask, 0 for the table itself
 * @param partition what the partition key equals
 * @param sort the sort key's text, or null where it is not asked for
 * @param known how many of the sort key's first columns are given: all for an equal one, else for how it begins
 * @param sql the same question for the source, or null where SQL would compare otherwise
 * @param note what it is good for
 */
public record Question(
        String name,
        int index,
        KeyText partition,
        @Nullable KeyText sort,
        int known,
        @Nullable String sql,
        String note) {
    /** Returns the question by a name that others do not have. */
    Question apartFrom(List<Question> others) {
        Set<String> taken = others.stream().map(Question::name).collect(Collectors.toSet());
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + i;
        }
        return new Question(free, index, partition, sort, known, sql, note);
    }
}
