package io.rowlift.verify;

import io.rowlift.keys.Collisions.Owner;
import io.rowlift.mapping.Item;
import io.rowlift.problem.StoppedException;
import io.rowlift.schema.Row;
import io.rowlift.source.EntityReading;
import io.rowlift.verify.Question.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses what the access patterns are asked: about rows that were found while everything was compared, spread over all of
 * them, as they are now.
 *
 * @param store has the rows
 * @param rendering reads them again
 */
record PatternQuestions(VerifyStore store, Rendering rendering) {

    /** Different keys that one pattern is asked for. */
    private static final int QUESTIONS = 5;

    /** Rows that are kept for one pattern, among which those that ask the same are many. */
    private static final int KEPT = 64;

    /** Every n-th of what was added, with an n that grows, so that few are kept and all parts have their share. */
    private static final class Spread {

        private final List<Owner> kept = new ArrayList<>();
        private long added;
        private long step = 1;

        private void add(Owner owner) {
            if (added++ % step == 0) {
                kept.add(owner);
            }
            if (kept.size() == KEPT) {
                for (int i = KEPT - 1; i > 0; i -= 2) {
                    kept.remove(i);
                }
                step *= 2;
            }
        }

        /** Returns the kept ones, those first that are far from each other. */
        private List<Owner> inOrder() {
            List<Owner> order = new ArrayList<>();
            int stride = Math.max(1, kept.size() / QUESTIONS);
            for (int from = 0; from < stride; from++) {
                for (int i = from; i < kept.size(); i += stride) {
                    order.add(kept.get(i));
                }
            }
            return order;
        }
    }

    /** Returns the questions of each pattern by its name; of one that no item answers, none. */
    Map<String, List<Asked>> about(List<Question> patterns, List<Slice> slices) throws IOException {
        Map<String, Spread> rows = new HashMap<>();
        for (Slice slice : slices) {
            for (Candidates.Candidate candidate : store.candidates(slice)) {
                rows.computeIfAbsent(candidate.pattern(), pattern -> new Spread())
                        .add(candidate.row());
            }
        }
        Map<String, List<Asked>> questions = new LinkedHashMap<>();
        for (Question question : patterns) {
            Spread candidates = rows.getOrDefault(question.pattern().name(), new Spread());
            questions.put(question.pattern().name(), about(question, candidates.inOrder()));
        }
        return questions;
    }

    private List<Asked> about(Question question, List<Owner> rows) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (Owner owner : rows) {
            if (rendering.signal().stopRequested()) {
                throw new StoppedException(SliceComparison.STOPPED);
            }
            if (asked.size() == QUESTIONS) {
                break;
            }
            EntityReading reading = rendering.reading(owner.entity());
            for (Row row : reading.reader().fetch(List.of(owner.row()))) {
                for (Item item : reading.mapper().apply(row).items()) {
                    question.about(item)
                            .ifPresent(about ->
                                    asked.putIfAbsent(about.conditions().toString(), about));
                }
            }
        }
        return List.copyOf(asked.values()).subList(0, Math.min(QUESTIONS, asked.size()));
    }
}
