package io.rowlift.cli;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.problem.Problem;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Inspection;
import io.rowlift.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that the dry run of a copy can look at. Where the login cannot read one, the inspection knows the statement
 * that mends it, and the others are looked at all the same.
 *
 * @param readers of these tables
 * @param findings what the inspection says, and which tables are left out
 */
record ReadableTables(Map<TargetTable, AggregateReader> readers, List<Finding> findings) {

    /**
     * Compiles the reading of all tables.
     *
     * @throws ConfigurationException with everything that is wrong with the mapping
     */
    static ReadableTables of(TargetSchema schema, Source source, Inspection inspection) {
        Map<TargetTable, AggregateReader> readers = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>(inspection.findings());
        List<Problem> problems = new ArrayList<>();
        for (TargetTable table : schema.tables()) {
            try {
                readers.put(table, source.reader(table.copy().aggregate()));
            } catch (ConfigurationException e) {
                if (ReadableEntities.isExplained(table.copy().aggregate(), inspection)) {
                    findings.add(leftOut(table));
                } else {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new ReadableTables(readers, findings);
    }

    private static Finding leftOut(TargetTable table) {
        return new Finding(
                Severity.PROBLEM,
                "table-unread",
                "table \"" + table.copy().name() + "\"",
                "its rows were not looked at, because the login cannot read it",
                "mend what is said of it, then validate again",
                table.copy().aggregate().location(),
                0,
                List.of());
    }
}
