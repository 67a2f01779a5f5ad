package io.rowlift.report;

import io.rowlift.problem.Finding;
import java.util.Comparator;
import java.util.List;

/**
 * What was found, the worst first and otherwise in the given order.
 *
 * @param findings all that was found
 * @param none what to say when that is nothing, for example {@code No two rows make the same key.}
 */
public record Findings(List<Finding> findings, String none) implements Block {

    public Findings {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
