package io.rowlift.validate;

import io.rowlift.copy.TargetSchema;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import java.util.List;

/**
 * The outcome of a dry run of a copy.
 *
 * @param schema what the target would get
 * @param tables in the order in which they are loaded
 * @param findings the worst first
 * @param sampled whether some rows were not looked at
 * @param values whether findings hold values of rows beside their keys
 * @param duration of the dry run
 */
public record CopyValidation(
        TargetSchema schema,
        List<CheckedTable> tables,
        List<Finding> findings,
        boolean sampled,
        boolean values,
        Duration duration) {

    public CopyValidation {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    /**
     * A table whose rows were looked at.
     *
     * @param table as the source calls it
     * @param target as the target will
     * @param ranges that its keys are cut into
     * @param rows that were read
     * @param rejected of them, because the target cannot hold them
     */
    public record CheckedTable(String table, String target, int ranges, long rows, long rejected) {}

    /** Returns how many findings are of a severity. */
    public long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** Returns all rows that were read. */
    public long rows() {
        return tables.stream().mapToLong(CheckedTable::rows).sum();
    }
}
