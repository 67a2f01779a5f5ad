package io.rowlift.report;

import io.rowlift.problem.Finding.Severity;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One question and what answers it.
 *
 * @param id what a link to it ends with, for example {@code key-collisions}: lower-case letters, digits and hyphens
 * @param title the heading
 * @param intro what was looked at and how, in a sentence or two, or null when the title says it
 * @param blocks the answer
 */
public record Section(String id, String title, @Nullable String intro, List<Block> blocks) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    public Section {
        blocks = List.copyOf(blocks);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" cannot be the id of a section");
        }
    }

    /** Returns how many findings of a severity it holds. */
    public long findings(Severity severity) {
        return blocks.stream()
                .filter(Findings.class::isInstance)
                .map(Findings.class::cast)
                .flatMap(block -> block.findings().stream())
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
