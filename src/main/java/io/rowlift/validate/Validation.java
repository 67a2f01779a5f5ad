package io.rowlift.validate;

import io.rowlift.validate.Finding.Severity;
import java.time.Duration;
import java.util.List;

/**
 * The outcome of a dry run.
 *
 * @param entities in the order of the mapping
 * @param tables in the order of the mapping
 * @param findings the worst first
 * @param sampled whether some rows were not looked at
 * @param duration of the dry run
 */
public record Validation(
        List<SurveyedEntity> entities,
        List<SurveyedTable> tables,
        List<Finding> findings,
        boolean sampled,
        Duration duration) {

    public Validation {
        entities = List.copyOf(entities);
        tables = List.copyOf(tables);
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
