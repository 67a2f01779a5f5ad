package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.console.TextTable;
import io.rowlift.report.Figures;
import io.rowlift.verify.rows.RowFinding;
import io.rowlift.verify.rows.RowVerification;
import io.rowlift.verify.rows.VerifiedRows;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The outcome of a comparison of tables for people.
 *
 * @param job its file
 */
record VerifyRowsText(Path job) {

    void print(RowVerification verification, PrintWriter out) {
        printTables(verification, out);
        out.println();
        verification.tables().forEach(table -> printFirst(table, out));
        long rejected =
                verification.tables().stream().mapToLong(VerifiedRows::rejected).sum();
        if (rejected > 0) {
            out.println(count(rejected, "row") + " that the target cannot hold: it is expected not to have "
                    + (rejected == 1 ? "it." : "them."));
        }
        long rows = verification.tables().stream().mapToLong(VerifiedRows::rows).sum();
        String found = verification.differences() == 0
                ? "Source and target are equal"
                : count(verification.differences(), "difference") + " found";
        out.println(found + ": " + count(rows, "row") + " compared by value in "
                + Figures.duration(verification.duration()) + ".");
        verification.notices().forEach(notice -> out.println("Note: " + notice + "."));
        out.println("Not compared:");
        verification.notCompared().forEach(not -> out.println("- " + not));
        if (verification.sample() > 0 && verification.differences() > 0) {
            out.println("Compare everything with: " + JobText.command("verify", job));
        } else if (verification.differences() > 0) {
            out.println("Copy a table again with: " + JobText.command("migrate", job, "--restart TABLE"));
        }
    }

    private static void printTables(RowVerification verification, PrintWriter out) {
        TextTable table = new TextTable(
                1, "table", "rows", "rejected", "in the target", "equal", "missing", "different", "extra");
        for (VerifiedRows rows : verification.tables()) {
            table.line(
                    rows.table(),
                    count(rows.rows()),
                    count(rows.rejected()),
                    verification.sample() > 0 ? "" : count(rows.held()),
                    count(rows.equal()),
                    count(rows.missing()),
                    count(rows.different()),
                    count(rows.extra()));
        }
        table.print(out);
    }

    private static void printFirst(VerifiedRows table, PrintWriter out) {
        if (!table.keyed()) {
            if (table.differences() > 0) {
                out.println(table.table() + ": nothing identifies its rows; " + count(table.missing(), "row")
                        + " missing and " + count(table.extra())
                        + " extra, a row with another value being one of each");
            }
            return;
        }
        printFirst(table, RowFinding.Kind.MISSING, table.missing(), out);
        printFirst(table, RowFinding.Kind.DIFFERENT, table.different(), out);
        printFirst(table, RowFinding.Kind.EXTRA, table.extra(), out);
    }

    private static void printFirst(VerifiedRows table, RowFinding.Kind kind, long all, PrintWriter out) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        for (RowFinding finding : table.first(kind)) {
            String columns = finding.columns().isEmpty()
                    ? ""
                    : ": \"" + String.join("\", \"", finding.columns())
                            + (finding.columns().size() == 1 ? "\" differs" : "\" differ");
            out.println(word + ": " + table.table() + finding.key() + columns
                    + (finding.changed() ? " (changed since the load)" : ""));
        }
        long rest = all - table.first(kind).size();
        if (rest > 0) {
            out.println("  and " + count(rest) + " more " + word);
        }
    }
}
