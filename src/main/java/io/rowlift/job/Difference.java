package io.rowlift.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What two lists of facts do not share, as a user reads it: gone lines with a minus, new ones with a plus. */
final class Difference {

    private static final int SHOWN = 20;

    private Difference() {}

    /** Returns the differing lines, the first so many of them, indented; empty when there is none. */
    static String between(List<String> before, List<String> now) {
        Set<String> old = new HashSet<>(before);
        Set<String> young = new HashSet<>(now);
        List<String> lines = new ArrayList<>();
        before.stream().filter(line -> !young.contains(line)).forEach(line -> lines.add("\n  - " + line));
        now.stream().filter(line -> !old.contains(line)).forEach(line -> lines.add("\n  + " + line));
        if (lines.isEmpty() && !before.equals(now)) {
            return "\n  the same lines in another order";
        }
        String shown = String.join("", lines.subList(0, Math.min(SHOWN, lines.size())));
        return lines.size() > SHOWN ? shown + "\n  and " + (lines.size() - SHOWN) + " more" : shown;
    }
}
