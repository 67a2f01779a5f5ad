package io.rowlift.verify.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes the first findings of each kind. */
final class FirstFindings {

    private final int most;
    private final Map<RowFinding.Kind, List<RowFinding>> taken = new EnumMap<>(RowFinding.Kind.class);

    FirstFindings(int most) {
        this.most = most;
    }

    void add(RowFinding finding) {
        List<RowFinding> same = taken.computeIfAbsent(finding.kind(), kind -> new ArrayList<>());
        if (same.size() < most) {
            same.add(finding);
        }
    }

    /** Returns them by kind and key: the order in which they were found tells people nothing. */
    List<RowFinding> sorted() {
        return taken.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(RowFinding::kind)
                        .thenComparing(finding -> finding.key().toString()))
                .toList();
    }
}
