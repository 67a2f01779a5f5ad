package io.rowlift.validate;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a dry run.
 *
 * @param entities in the order of the mapping
 * @param tables in the order of the mapping
 * @param patterns what becomes of the mapping's access patterns, in its order
 * @param findings the worst first
 * @param plan how long the load takes and what it costs, or null for a sample
 * @param sampled whether some rows were not looked at
 * @param values whether findings hold values of rows beside their keys
 * @param duration of the dry run
 */
public record Validation(
        List<SurveyedEntity> entities,
        List<SurveyedTable> tables,
        List<ResolvedPattern> patterns,
        List<Finding> findings,
        @Nullable LoadPlan plan,
        boolean sampled,
        boolean values,
        Duration duration) {

    public Validation {
        entities = List.copyOf(entities);
        tables = List.copyOf(tables);
        patterns = List.copyOf(patterns);
        findings = List.copyOf(findings);
    }

    /** Returns how many findings are of a severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** Returns all rows that were read. */
    public long rows() {
        return entities.stream().mapToLong(SurveyedEntity::rows).sum();
    }
}
