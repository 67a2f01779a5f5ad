package io.rowlift.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says which access patterns were not asked, and why: a sentence for each reason, however many patterns have it. */
final class NotAsked {

    /** Patterns that are named for a reason. */
    private static final int NAMED = 5;

    private NotAsked() {}

    static List<String> sentences(List<VerifiedPattern> patterns) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (VerifiedPattern pattern : patterns) {
            String reason = pattern.notAsked();
            if (reason != null) {
                byReason.computeIfAbsent(reason, why -> new ArrayList<>()).add(pattern.pattern());
            }
        }
        List<String> sentences = new ArrayList<>();
        byReason.forEach((reason, names) -> sentences.add(names(names) + ": " + reason));
        return sentences;
    }

    private static String names(List<String> names) {
        String first = names.stream()
                .limit(NAMED)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", ", names.size() == 1 ? "access pattern " : "access patterns ", ""));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }
}
