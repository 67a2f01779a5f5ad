package io.rowlift.config;

import io.rowlift.problem.Problems;

/** Finds {@code ${NAME}} in a mapping file, where it would be taken as it stands. */
final class VariableCheck {

    private VariableCheck() {}

    static void check(Node node, Problems problems) {
        if (node instanceof Node.Text text && !text.quoted() && text.value().contains("${")) {
            problems.add(
                    node.location(),
                    "mapping files have no ${...} references",
                    "a mapping is the same everywhere; what differs between environments belongs into the job file");
        } else if (node instanceof Node.Sequence sequence) {
            sequence.elements().forEach(e -> check(e, problems));
        } else if (node instanceof Node.Block block) {
            block.entries().values().forEach(e -> check(e.value(), problems));
        }
    }
}
