package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import io.rowlift.cli.console.CountWords;
import io.rowlift.cli.console.TextTable;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.RunStatus;
import io.rowlift.report.Figures;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far migrations are, for people. */
final class StatusText {

    private StatusText() {}

    static String state(RunStatus.State state) {
        return switch (state) {
            case NOT_STARTED -> "not started";
            case RUNNING -> "running";
            case UNFINISHED -> "unfinished";
            case COMPLETE -> "complete";
        };
    }

    static String state(EntityStatus.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case LOADING -> "loading";
            case DONE -> "done";
        };
    }

    /** Prints one migration with its entities. */
    static void print(RunStatus status, CountWords words, PrintWriter out) {
        out.println("Migration \"" + status.job() + "\" is " + state(status.state())
                + (status.started() == null ? "" : ", begun " + Figures.moment(status.started()))
                + run(status, Instant.now()));
        if (status.entities().isEmpty()) {
            return;
        }
        out.println();
        List<String> headings = new ArrayList<>(List.of(words.unit(), "state", "ranges"));
        headings.addAll(words.briefHeadings());
        TextTable table = new TextTable(2, headings.toArray(String[]::new));
        status.entities().forEach(entity -> line(table, words, entity));
        line(table, words, status);
        table.print(out);
        follow(status, out);
        if (status.state() == RunStatus.State.RUNNING) {
            out.println();
            String step = status.step();
            out.println("Just now " + Figures.rate(status.rowsPerSecond(), "rows") + ", "
                    + words.setbacks(status.throttles()) + (status.throttles() == 0 ? "" : " in this run")
                    + (step == null ? "" : ", making " + step)
                    + "; as of " + Figures.moment(status.asOf()) + ".");
        }
    }

    private static void follow(RunStatus status, PrintWriter out) {
        RunStatus.Following following = status.following();
        if (following == null) {
            return;
        }
        out.println();
        out.println("The target follows its source: up to " + Figures.moment(following.at()) + ", "
                + Figures.duration(Duration.between(following.at(), Instant.now())) + " behind; "
                + count(following.changes(), "change") + " applied since the load"
                + (following.tasks() == 0 ? "." : ", " + count(following.tasks(), "task") + " left."));
        if (following.cutOver()) {
            out.println("It has taken over: nothing is pruned any more.");
        }
    }

    /** Who runs it or has run it last, as the end of a sentence and perhaps another one. */
    private static String run(RunStatus status, Instant now) {
        RunStatus.Holder holder = status.holder();
        if (holder == null) {
            return ".";
        }
        String silence = "No sign of life since " + Figures.moment(holder.seen());
        if (status.state() != RunStatus.State.RUNNING) {
            return ". " + silence + " of its last run, " + holder.process() + ": the same command goes on.";
        }
        String by = ", run by " + holder.process() + " since " + Figures.moment(holder.since()) + ".";
        return holder.isSilent(now)
                ? by + " " + silence + ": if it does not come back, others may go on after "
                        + Figures.moment(holder.until()) + "."
                : by;
    }

    private static void line(TextTable table, CountWords words, EntityStatus entity) {
        line(
                table,
                words,
                entity.entity(),
                state(entity.state()),
                ranges(entity.rangesDone(), entity.ranges()),
                entity.counts());
    }

    private static void line(TextTable table, CountWords words, RunStatus status) {
        int done = status.entities().stream().mapToInt(EntityStatus::rangesDone).sum();
        int all = status.entities().stream().mapToInt(EntityStatus::ranges).sum();
        line(table, words, "total", "", ranges(done, all), status.total());
    }

    private static void line(
            TextTable table, CountWords words, String name, String state, String ranges, Counts counts) {
        List<String> line = new ArrayList<>(List.of(name, state, ranges));
        line.addAll(words.briefFigures(counts));
        table.line(line.toArray(String[]::new));
    }

    private static String ranges(int done, int all) {
        return count(done) + " of " + count(all);
    }

    /** Prints one line per migration. */
    static void printAll(List<RunStatus> jobs, PrintWriter out) {
        TextTable table = new TextTable(2, "job", "state", "rows", "rejected", "written", "begun");
        for (RunStatus job : jobs) {
            table.line(
                    job.job(),
                    state(job.state()),
                    count(job.total().rows()),
                    count(job.total().rejected()),
                    count(job.total().acknowledged()),
                    job.started() == null ? "" : Figures.moment(job.started()));
        }
        table.print(out);
    }
}
