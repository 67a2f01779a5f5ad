package io.rowlift.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.DataTable.Column;
import io.rowlift.report.Histogram.Bucket;
import io.rowlift.report.Histogram.Scale;
import io.rowlift.report.Report.Contents;
import io.rowlift.report.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void findingsAreShownWorstFirst() {
        Findings findings = new Findings(
                List.of(
                        finding(Severity.NOTE, "a"),
                        finding(Severity.PROBLEM, "b"),
                        finding(Severity.WARNING, "c"),
                        finding(Severity.PROBLEM, "d")),
                "Nothing.");

        assertThat(findings.findings()).extracting(Finding::code).containsExactly("b", "d", "c", "a");
    }

    @Test
    void aSectionCountsItsFindings() {
        Section section = new Section(
                "all",
                "All",
                null,
                List.of(
                        new Findings(List.of(finding(Severity.PROBLEM, "a")), "Nothing."),
                        new Paragraph("between"),
                        new Findings(
                                List.of(finding(Severity.PROBLEM, "b"), finding(Severity.NOTE, "c")), "Nothing.")));

        assertThat(section.findings(Severity.PROBLEM)).isEqualTo(2);
        assertThat(section.findings(Severity.WARNING)).isZero();
        assertThat(section.findings(Severity.NOTE)).isEqualTo(1);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        Section section = new Section("one", "One", null, List.of());
        assertThatThrownBy(() -> new Report(
                        "Validation",
                        "shop",
                        List.of(),
                        new Verdict(Outcome.PASS, "Fine.", List.of()),
                        List.of(section, section),
                        Contents.KEYS))
                .hasMessage("two sections have the id \"one\"");
        assertThatThrownBy(() -> new Section("One two", "", null, List.of()))
                .hasMessage("\"One two\" cannot be the id of a section");
        assertThatThrownBy(() -> new DataTable("T", List.of(Column.text("a")), List.of(List.of()), null))
                .hasMessage("a row of \"T\" has 0 cells, not 1");
        assertThatThrownBy(() -> histogram(List.of())).hasMessage("the histogram \"H\" has no bucket");
        assertThatThrownBy(() -> histogram(List.of(new Bucket(0, 1, 1), new Bucket(2, 3, 1))))
                .hasMessage("the histogram \"H\" has a gap at bucket 1");
        assertThatThrownBy(() -> new Bucket(2, 2, 1)).hasMessage("no bucket: 2 to 2, count 1");
    }

    private static Histogram histogram(List<Bucket> buckets) {
        return new Histogram("H", "rows", Unit.COUNT, Scale.LINEAR, buckets, List.of(), null);
    }

    private static Finding finding(Severity severity, String code) {
        return Finding.of(severity, code, "entity \"Order\"", "something is wrong", null);
    }
}
