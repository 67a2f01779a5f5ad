package io.rowlift.job;

import io.rowlift.copy.TargetSchema;
import io.rowlift.job.store.Ledger.CheckedKeys;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses what the target cannot hold, and tells once what it holds otherwise. */
final class SchemaCheck implements Checks {

    private static final int SHOWN = 5;

    private final TargetSchema schema;
    private final RunListener listener;

    SchemaCheck(TargetSchema schema, RunListener listener) {
        this.schema = schema;
        this.listener = listener;
    }

    @Override
    public @Nullable CheckedKeys before(Beginning beginning) {
        List<Problem> problems = of(Severity.PROBLEM).stream()
                .map(finding ->
                        new Problem(finding.location(), finding.subject() + ": " + finding.message(), finding.remedy()))
                .toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        of(Severity.WARNING).forEach(finding -> listener.noted(text(finding)));
        return null;
    }

    @Override
    public void after(boolean loaded) {
        // the target's own constraints have checked every row
    }

    /** With the first of the names that it is about. */
    private static String text(Finding finding) {
        List<String> examples = finding.examples();
        String first = String.join(", ", examples.subList(0, Math.min(SHOWN, examples.size())));
        return finding.subject() + ": " + finding.message()
                + (examples.isEmpty() ? "" : ": " + first)
                + (examples.size() > SHOWN ? " and " + (examples.size() - SHOWN) + " more" : "");
    }

    private List<Finding> of(Severity severity) {
        return schema.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
