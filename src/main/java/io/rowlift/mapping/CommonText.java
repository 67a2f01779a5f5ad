package io.rowlift.mapping;

import io.rowlift.mapping.Language.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides whether two languages have a text in common: whether the product of their automata accepts anything. */
final class CommonText {

    /** Runs are counted up to here; longer ones count as unbounded, which makes a language larger and never smaller. */
    private static final int COUNTED = 64;

    private CommonText() {}

    static boolean exists(Language a, Language b) {
        List<Step> first = steps(a);
        List<Step> second = steps(b);
        Deque<Pair> open = new ArrayDeque<>();
        Set<Pair> seen = new HashSet<>();
        open.add(new Pair(0, 0));
        while (!open.isEmpty()) {
            Pair pair = open.remove();
            if (!seen.add(pair)) {
                continue;
            }
            if (pair.first() == first.size() && pair.second() == second.size()) {
                return true;
            }
            follow(pair, first, second, open);
        }
        return false;
    }

    /**
     * A state of an automaton that reads one run's character.
     *
     * @param optional whether the character can be left out
     * @param repeated whether there can be more of them
     */
    private record Step(CharClass chars, boolean optional, boolean repeated) {}

    private record Pair(int first, int second) {}

    private static List<Step> steps(Language language) {
        List<Step> steps = new ArrayList<>();
        for (Run run : language.runs()) {
            int min = Math.min(run.min(), COUNTED);
            for (int i = 0; i < min; i++) {
                steps.add(new Step(run.chars(), false, false));
            }
            if (run.max() > COUNTED) {
                steps.add(new Step(run.chars(), true, true));
                continue;
            }
            for (int i = min; i < run.max(); i++) {
                steps.add(new Step(run.chars(), true, false));
            }
        }
        return steps;
    }

    private static void follow(Pair pair, List<Step> first, List<Step> second, Deque<Pair> open) {
        int a = pair.first();
        int b = pair.second();
        if (a < first.size() && first.get(a).optional()) {
            open.add(new Pair(a + 1, b));
        }
        if (b < second.size() && second.get(b).optional()) {
            open.add(new Pair(a, b + 1));
        }
        if (a == first.size()
                || b == second.size()
                || !first.get(a).chars().intersects(second.get(b).chars())) {
            return;
        }
        // a repeated step stays where it is; being optional, it can be left afterwards
        int nextA = first.get(a).repeated() ? a : a + 1;
        int nextB = second.get(b).repeated() ? b : b + 1;
        open.add(new Pair(nextA, nextB));
    }
}
