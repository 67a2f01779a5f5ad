package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import java.util.List;

/**
 * A limit of the server after which it ends a statement or a session of ours.
 *
 * @param setting its name
 * @param limit its value; zero for none
 * @param ends what it ends, for example {@code a statement}
 * @param raise the statement that raises it
 */
public record TimeLimit(String setting, Duration limit, String ends, String raise) {

    /** Returns a warning where it is shorter than needed. */
    public List<Finding> judge(Duration needed) {
        if (limit.isZero() || limit.isNegative() || limit.compareTo(needed) >= 0) {
            return List.of();
        }
        return List.of(Finding.of(
                Severity.WARNING,
                "timeout-short",
                "server",
                "the server ends " + ends + " after " + Spans.text(limit) + " (" + setting + "), which may take "
                        + Spans.text(needed),
                raise));
    }
}
