package io.rowlift.report;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Report.Contents;
import io.rowlift.report.Verdict.Outcome;
import io.rowlift.verify.rows.RowFinding;
import io.rowlift.verify.rows.RowVerification;
import io.rowlift.verify.rows.VerifiedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A comparison of tables as a report: whether source and target are equal, then what is not. */
public final class RowVerificationReport {

    private static final String REMEDY = "copy the table again with \"rowlift migrate --restart TABLE\"";

    private final RowVerification verification;

    private RowVerificationReport(RowVerification verification) {
        this.verification = verification;
    }

    /**
     * Returns the report.
     *
     * @param title the job's name
     * @param facts where it comes from
     */
    public static Report of(String title, List<Fact> facts, RowVerification verification) {
        RowVerificationReport report = new RowVerificationReport(verification);
        List<Section> sections = List.of(report.differences(), report.tables(), report.notCompared());
        return new Report("Verification", title, facts, report.verdict(), sections, Contents.KEYS);
    }

    private Verdict verdict() {
        return new Verdict(
                outcome(),
                sentence(),
                List.of(
                        Fact.of("rejected rows", sum(VerifiedRows::rejected)),
                        Fact.of("rows compared by value", sum(VerifiedRows::rows) - sum(VerifiedRows::rejected)),
                        Fact.of("missing", sum(VerifiedRows::missing)),
                        Fact.of("different", sum(VerifiedRows::different)),
                        Fact.of("extra", sum(VerifiedRows::extra))));
    }

    private Outcome outcome() {
        if (verification.left() > 0) {
            return Outcome.FAIL;
        }
        boolean plain = verification.notices().isEmpty() && sum(VerifiedRows::rejected) == 0;
        return plain ? Outcome.PASS : Outcome.WARN;
    }

    private String sentence() {
        String where = verification.sample() > 0 ? " in the sample" : "";
        long rejected = sum(VerifiedRows::rejected);
        String without =
                rejected == 0 ? "" : ", without " + Figures.count(rejected, "row") + " that the target cannot hold";
        return verification.left() > 0
                ? Figures.count(verification.left(), "difference") + " between source and target" + where + "."
                : "Source and target are equal" + where + without + ".";
    }

    private long sum(ToLongFunction<VerifiedRows> count) {
        return verification.tables().stream().mapToLong(count).sum();
    }

    private Section differences() {
        List<Finding> findings = new ArrayList<>();
        for (VerifiedRows table : verification.tables()) {
            add(findings, table, "missing-rows", "the target does not have rows of it", RowFinding.Kind.MISSING);
            add(findings, table, "different-rows", "the target has other values", RowFinding.Kind.DIFFERENT);
            add(findings, table, "extra-rows", "the target has rows that the source does not", RowFinding.Kind.EXTRA);
        }
        verification
                .notices()
                .forEach(notice -> findings.add(Finding.of(Severity.WARNING, "notice", "job", notice, null)));
        return new Section(
                "differences",
                "Differences",
                null,
                List.of(new Findings(
                        findings, "Every row of the target is as the source has it, and there are no others.")));
    }

    private static void add(
            List<Finding> findings, VerifiedRows table, String code, String message, RowFinding.Kind kind) {
        long count = switch (kind) {
            case MISSING -> table.missing();
            case DIFFERENT -> table.different();
            case EXTRA -> table.extra();
        };
        if (count > 0) {
            List<String> keys = table.first(kind).stream()
                    .map(finding -> finding.key()
                            + (finding.columns().isEmpty() ? "" : ": " + String.join(", ", finding.columns())))
                    .toList();
            findings.add(Finding.of(Severity.PROBLEM, code, "table \"" + table.table() + "\"", message, REMEDY)
                    .counted(count, keys));
        }
    }

    private Section tables() {
        List<List<Cell>> rows = verification.tables().stream()
                .map(table -> Stream.concat(
                                Stream.of(Cell.code(table.table())),
                                Stream.of(
                                                table.rows(),
                                                table.rejected(),
                                                table.held(),
                                                table.equal(),
                                                table.missing(),
                                                table.different(),
                                                table.extra(),
                                                table.changed())
                                        .map(Cell::count))
                        .toList())
                .toList();
        List<Column> columns = Stream.concat(
                        Stream.of(Column.text("Table")),
                        Stream.of(
                                        "Rows",
                                        "Rejected",
                                        "In the target",
                                        "Equal",
                                        "Missing",
                                        "Different",
                                        "Extra",
                                        "Changed since")
                                .map(Column::number))
                .toList();
        return new Section(
                "tables",
                "Table by table",
                "Every row of both sides is read, and held against the other side's by key and by value. Rows without a"
                        + " key are compared as a multiset.",
                List.of(new DataTable("Rows by table", columns, rows, null)));
    }

    private Section notCompared() {
        List<List<Cell>> rows = verification.notCompared().stream()
                .map(sentence -> List.of(Cell.text(sentence)))
                .toList();
        return new Section(
                "not-compared",
                "What was not compared",
                null,
                List.of(new DataTable("Not compared", List.of(Column.text("What")), rows, null)));
    }
}
