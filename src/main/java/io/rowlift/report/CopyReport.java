package io.rowlift.report;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Verdict.Outcome;
import io.rowlift.validate.CopyValidation;
import io.rowlift.validate.CopyValidation.CheckedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The dry run of a copy as a report: what stands in the way first, then the rows, then what the target would be told. */
public final class CopyReport {

    private final CopyValidation validation;

    private CopyReport(CopyValidation validation) {
        this.validation = validation;
    }

    /**
     * Returns the report.
     *
     * @param title the job's name
     * @param facts where it comes from
     */
    public static Report of(String title, List<Fact> facts, CopyValidation validation) {
        CopyReport report = new CopyReport(validation);
        return new Report(
                "Validation",
                title,
                facts,
                report.verdict(),
                List.of(
                        new Section(
                                "findings",
                                "Findings",
                                null,
                                List.of(new Findings(
                                        validation.findings(), "Nothing was found that needs a decision."))),
                        report.tables(),
                        report.statements()),
                validation.values() ? Report.Contents.VALUES : Report.Contents.KEYS);
    }

    private Verdict verdict() {
        long problems = validation.count(Severity.PROBLEM);
        long warnings = validation.count(Severity.WARNING);
        List<Fact> facts = List.of(
                Fact.of(validation.sampled() ? "rows looked at (a sample)" : "rows", validation.rows()),
                Fact.of(
                        "rejected",
                        validation.tables().stream()
                                .mapToLong(CheckedTable::rejected)
                                .sum()));
        if (problems > 0) {
            return new Verdict(
                    Outcome.FAIL,
                    Figures.count(problems, "problem") + (problems == 1 ? " stands" : " stand")
                            + " in the way of this copy.",
                    facts);
        }
        return warnings > 0
                ? new Verdict(
                        Outcome.WARN,
                        "Nothing stands in the way of this copy, but " + Figures.count(warnings, "thing")
                                + " should be decided knowingly.",
                        facts)
                : new Verdict(Outcome.PASS, "Nothing stands in the way of this copy.", facts);
    }

    private Section tables() {
        List<List<Cell>> rows = validation.tables().stream()
                .map(table -> List.of(
                        Cell.code(table.table()),
                        Cell.code(table.target()),
                        Cell.count(table.ranges()),
                        Cell.count(table.rows()),
                        Cell.count(table.rejected())))
                .toList();
        return new Section(
                "tables",
                "Tables",
                "In the order in which they are loaded.",
                List.of(new DataTable(
                        "Rows by table",
                        List.of(
                                Column.text("Table"),
                                Column.text("In the target"),
                                Column.number("Ranges"),
                                Column.number("Rows"),
                                Column.number("Rejected")),
                        rows,
                        null)));
    }

    private Section statements() {
        List<Block> blocks = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<Statement> statements = validation.schema().statements(phase);
            if (!statements.isEmpty()) {
                blocks.add(new DataTable(
                        phase.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        List.of(Column.text("Object"), Column.text("Statement")),
                        statements.stream()
                                .map(statement -> List.of(Cell.text(statement.object()), Cell.code(statement.sql())))
                                .toList(),
                        null));
            }
        }
        return new Section("schema", "Schema of the target", "Phase by phase, as they would run.", blocks);
    }
}
