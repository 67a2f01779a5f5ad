package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.util.List;

/**
 * A limit on sessions.
 *
 * @param holder who has it, for example {@code login "app"}
 * @param limit where it is set, for example {@code max_connections}
 * @param allowed sessions that it allows the login, or anybody like it, altogether
 * @param used sessions that count, our own included
 * @param raise the statement or setting that raises it
 */
public record Room(String holder, String limit, long allowed, long used, String raise) {

    /**
     * Judges whether a job has room.
     *
     * @param wanted sessions that the job may open
     * @param ours those of them that are open now
     */
    public List<Finding> judge(int wanted, int ours) {
        long others = Math.max(0, used - ours);
        long left = Math.max(0, allowed - others);
        if (left >= wanted) {
            return List.of();
        }
        return List.of(Finding.of(
                        Severity.PROBLEM,
                        "connections-short",
                        holder,
                        "source.connections is " + wanted + ", and " + left + " are left: " + limit + " allows "
                                + allowed + ", others use " + others,
                        "lower source.connections, or " + raise)
                .counted(left, List.of()));
    }
}
