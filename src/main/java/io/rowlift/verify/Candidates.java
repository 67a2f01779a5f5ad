package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.Item;
import io.rowlift.mapping.Mapped;
import io.rowlift.mapping.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers, while a slice is compared, rows whose items the access patterns look for: of a sparse index, one row in a million
 * may make an entry. For one thread.
 */
final class Candidates {

    /** Rows of one slice for one pattern, each of which asks something else. */
    private static final int ROWS = 5;

    /** Items that ask the same: after so many of them the slice is not expected to have others. */
    private static final int SAME = 1000;

    private final List<Question> questions;
    private final Expiry expiry;
    private final Map<Question, Set<String>> asked = new LinkedHashMap<>();
    private final Map<Question, Integer> same = new LinkedHashMap<>();
    private final List<Candidate> found = new ArrayList<>();

    /**
     * A row that makes an item which a pattern looks for.
     *
     * @param pattern the mapping's name of it
     * @param row which one
     */
    record Candidate(String pattern, Owner row) {}

    Candidates(Mapping mapping, Expiry expiry) {
        this.questions = mapping.patterns().values().stream()
                .map(pattern -> Question.of(pattern, mapping))
                .filter(Question::isQuery)
                .toList();
        this.expiry = expiry;
    }

    List<Candidate> found() {
        return List.copyOf(found);
    }

    /** Looks at what a row makes. */
    void look(Owner owner, Mapped row) {
        for (Item item : row.items()) {
            for (Question question : questions) {
                if (wanted(question) && !expiry.over(item)) {
                    question.about(item).ifPresent(about -> take(question, about, owner));
                }
            }
        }
    }

    private boolean wanted(Question question) {
        return asked.getOrDefault(question, Set.of()).size() < ROWS && same.getOrDefault(question, 0) < SAME;
    }

    private void take(Question question, Question.Asked about, Owner owner) {
        if (asked.computeIfAbsent(question, q -> new HashSet<>())
                .add(about.conditions().toString())) {
            found.add(new Candidate(question.pattern().name(), owner));
        } else {
            same.merge(question, 1, Integer::sum);
        }
    }
}
