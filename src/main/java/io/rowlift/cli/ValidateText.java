package io.rowlift.cli;

import static io.rowlift.cli.console.Figures.count;

import io.rowlift.cli.console.Figures;
import io.rowlift.cli.console.TextTable;
import io.rowlift.validate.Distribution;
import io.rowlift.validate.Finding;
import io.rowlift.validate.Finding.Severity;
import io.rowlift.validate.SurveyedEntity;
import io.rowlift.validate.SurveyedTable;
import io.rowlift.validate.SurveyedTable.SurveyedIndex;
import io.rowlift.validate.Validation;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A dry run's outcome for people: the findings last, next to the prompt. */
final class ValidateText {

    private ValidateText() {}

    static void print(Validation validation, PrintWriter out) {
        printEntities(validation, out);
        out.println();
        printTables(validation, out);
        out.println();
        validation.findings().forEach(finding -> print(finding, out));
        if (!validation.findings().isEmpty()) {
            out.println();
        }
        out.println(verdict(validation));
    }

    static String verdict(Validation validation) {
        long problems = validation.count(Severity.PROBLEM);
        String read = count(validation.rows(), "row") + (validation.sampled() ? " of a sample" : "") + " read in "
                + Figures.duration(validation.duration()) + ", nothing written";
        return problems == 0
                ? "Ready to migrate: no problems, " + count(validation.count(Severity.WARNING), "warning") + ". " + read
                        + "."
                : "Not ready: " + count(problems, "problem") + ", "
                        + count(validation.count(Severity.WARNING), "warning") + ". " + read + ".";
    }

    private static void printEntities(Validation validation, PrintWriter out) {
        TextTable table = new TextTable(1, "entity", "rows", "rejected", "items", "p50", "p99", "max bytes", "keys");
        for (SurveyedEntity entity : validation.entities()) {
            for (Map.Entry<String, Distribution> sizes : entity.sizes().entrySet()) {
                Distribution bytes = sizes.getValue();
                table.line(
                        entity.entity(),
                        count(entity.rows()),
                        count(entity.rejected()),
                        count(entity.items()),
                        count(bytes.median()),
                        count(bytes.p99()),
                        count(bytes.max()),
                        entity.keys().outcome().name().toLowerCase(Locale.ROOT));
            }
        }
        table.print(out);
    }

    private static void printTables(Validation validation, PrintWriter out) {
        TextTable table = new TextTable(2, "table", "index", "items", "bytes", "write units", "largest partition key");
        for (SurveyedTable surveyed : validation.tables()) {
            table.line(
                    surveyed.table(),
                    "",
                    count(surveyed.sizes().count()),
                    count(surveyed.sizes().sum()),
                    count(surveyed.writeUnits()),
                    share(surveyed.heat().largestShare()));
            for (SurveyedIndex index : surveyed.indexes()) {
                table.line(
                        "",
                        index.index(),
                        count(index.entries()),
                        count(index.bytes()),
                        count(index.writeUnits()),
                        share(index.heat().largestShare()));
            }
        }
        table.print(out);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    private static void print(Finding finding, PrintWriter out) {
        String place = finding.location() == null ? "" : finding.location() + ": ";
        String times = finding.count() > 1 ? " (" + count(finding.count()) + " times)" : "";
        out.println(finding.severity().name() + " [" + finding.code() + "] " + place + finding.subject() + ": "
                + finding.message() + times);
        finding.examples().forEach(example -> out.println("    " + example));
        if (finding.remedy() != null) {
            out.println("  → " + finding.remedy());
        }
    }
}
