package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.report.Figures;
import io.rowlift.sync.SyncSummary;
import io.rowlift.sync.SyncSummary.Done;
import io.rowlift.sync.SyncSummary.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a run of sync has done, for people.
 *
 * @param job its name
 * @param file the job file as the user typed it
 */
record SyncText(String job, Path file) {

    void print(SyncSummary summary, Duration duration, PrintWriter out) {
        Done done = summary.done();
        out.println(
                summary.outcome() == Outcome.CAUGHT_UP
                        ? "The target of \"" + job + "\" has everything that was committed before this run began."
                        : "Stopped; the target of \"" + job + "\" has everything up to " + Figures.moment(summary.at())
                                + ", " + behind(summary.at()) + " ago.");
        out.println("This run: " + count(done.changes(), "change") + " of " + count(done.roots(), "root row") + " in "
                + Figures.duration(duration) + ", " + count(done.written(), "item") + " written, "
                + count(done.removed()) + " removed.");
        out.println("Source's log: up to " + summary.position() + ".");
        if (summary.tasksLeft() > 0) {
            out.println("Left to do: " + count(summary.tasksLeft(), "task")
                    + " of changes that affect very many rows; the next run goes on with them.");
        }
        if (done.rejected() > 0) {
            out.println(count(done.rejected(), "changed row") + " cannot be mapped any more and keep"
                    + (done.rejected() == 1 ? "s" : "") + " what the target has of "
                    + (done.rejected() == 1 ? "it" : "them") + ": " + JobText.command("rejects", file));
        }
    }

    private static String behind(Instant at) {
        return Figures.duration(Duration.between(at, Instant.now()));
    }
}
