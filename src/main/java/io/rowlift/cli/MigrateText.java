package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.console.CountWords;
import io.rowlift.cli.console.TextTable;
import io.rowlift.job.MigrationSummary;
import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.report.Figures;
import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The closing summary of a migration.
 *
 * @param job its name
 * @param file the job file as the user typed it
 * @param words what it loads
 */
record MigrateText(String job, Path file, CountWords words) {

    void print(MigrationSummary summary, PrintWriter out) {
        out.println(
                summary.outcome() == Outcome.COMPLETED
                        ? "Migration \"" + job + "\" is complete."
                        : "Migration \"" + job + "\" was complete before: nothing was read, nothing was written.");
        out.println();
        printCounts(summary, out);
        out.println();
        if (summary.total().balanced()) {
            out.println(words.balance());
        }
        if (summary.outcome() == Outcome.COMPLETED) {
            out.println(effort(summary));
            meanwhile(summary.meanwhile(), out);
        }
        out.println();
        next(summary, out);
    }

    private void printCounts(MigrationSummary summary, PrintWriter out) {
        List<String> headings = new ArrayList<>(List.of(words.unit()));
        headings.addAll(words.headings());
        TextTable table = new TextTable(1, headings.toArray(String[]::new));
        for (EntityStatus entity : summary.entities()) {
            line(table, entity.entity(), entity.counts());
        }
        line(table, "total", summary.total());
        table.print(out);
    }

    private void line(TextTable table, String name, Counts counts) {
        List<String> line = new ArrayList<>(List.of(name));
        line.addAll(words.figures(counts));
        table.line(line.toArray(String[]::new));
    }

    private String effort(MigrationSummary summary) {
        Counts loaded = summary.loaded();
        return "This run: " + count(loaded.rows(), "row") + " in " + Figures.duration(summary.duration()) + ", "
                + Figures.rate(Figures.perSecond((double) loaded.rows(), summary.duration()), "rows") + ", "
                + words.effort(summary.traffic()) + ".";
    }

    private static void meanwhile(Activity meanwhile, PrintWriter out) {
        if (!meanwhile.written().isEmpty()) {
            out.println("Written since the migration began: " + names(meanwhile.written())
                    + ". What changed there after it was read is not in the target.");
        }
        if (!meanwhile.unknown().isEmpty()) {
            out.println("The source cannot tell whether these were written since the migration began: "
                    + names(meanwhile.unknown()) + ".");
        }
    }

    private static String names(List<TableName> tables) {
        return tables.stream().map(TableName::toString).sorted().collect(Collectors.joining(", "));
    }

    private void next(MigrationSummary summary, PrintWriter out) {
        String verify = JobText.command("verify", file) + "   compares source and target by value";
        if (summary.total().rejected() > 0) {
            out.println("Next: " + JobText.command("rejects", file) + "   shows which rows were rejected and why");
            out.println("      " + verify);
        } else {
            out.println("Next: " + verify);
        }
        if (summary.outcome() == Outcome.WAS_COMPLETE) {
            out.println("      " + JobText.command("migrate", file, "--restart") + "   loads everything again");
        }
    }
}
