package io.rowlift.cli;

import io.rowlift.job.Schedule;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.StoppedException;
import io.rowlift.report.Figures;
import io.rowlift.sync.SyncSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync",
        header = "Bring the target of a complete load up to date with its source.",
        description = {
            "Hears from the source's log what was changed since the load began, finds the root rows that it affects through"
                    + " the mapping's joins, embeds and reads, reads their aggregates again and writes their items whole. Items"
                    + " of rows that are gone, or have left the mapping's \"where\", are removed.",
            "",
            "Applies everything that was committed before it began, and ends; to be run by cron or the like. One run at a"
                    + " time: a second one says so and ends with exit code 3. Can be killed at any time: the next run goes on.",
            "",
            "The job says \"sync: { mode: log }\" from before its load: only then nothing between load and sync is missed.",
            ""
        })
final class SyncCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--follow",
            description = "Go on until Ctrl-C or SIGTERM, applying changes as they come; ends with exit code 0.")
    private boolean follow;

    @Option(
            names = "--schedule",
            description =
                    "Stay, and run by the job's \"schedule\" until Ctrl-C or SIGTERM. A run that takes longer than the"
                            + " time to the next one is followed by the one after it.")
    private boolean schedule;

    SyncCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(context, "sync", options);
        return invocation.end(() -> sync(invocation));
    }

    private ExitCode sync(Invocation invocation) {
        if (follow && schedule) {
            throw Invocation.usage("\"--follow\" is given with \"--schedule\"", "use one of them");
        }
        Job job = invocation.job();
        Job.Sync how = job.sync();
        if (how == null) {
            throw Invocation.usage(
                    job.file() + ": the job has no \"sync\"",
                    "add \"sync: { mode: log }\" and load again, so that nothing between load and sync is missed");
        }
        if (how.mode() != Job.Sync.Mode.LOG) {
            throw Invocation.usage(
                    job.file() + ": \"sync.mode\" is \"watermark\", which this version does not run",
                    "use \"log\", or bring the target up to date with \"rowlift verify --repair --prune\"");
        }
        invocation.goesOnWith(JobText.command("sync", options.file));
        SyncRun run = new SyncRun(invocation, job);
        return schedule ? scheduled(invocation, job, how, run) : once(invocation, job, run);
    }

    private ExitCode once(Invocation invocation, Job job, SyncRun run) {
        return invocation.stoppable(signal -> {
            Instant begin = Instant.now();
            SyncSummary summary = run.run(signal, follow);
            return report(invocation, job, summary, begin);
        });
    }

    private ExitCode report(Invocation invocation, Job job, SyncSummary summary, Instant begin) {
        Duration duration = Duration.between(begin, Instant.now());
        new SyncText(job.name(), options.file).print(summary, duration, invocation.text());
        boolean stopped = summary.outcome() == SyncSummary.Outcome.STOPPED && !follow;
        return invocation.result(stopped ? ExitCode.STOPPED : ExitCode.DONE, json -> {
            json.writeStringField("job", job.name());
            json.writeStringField("outcome", summary.outcome().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("seconds", duration.toMillis() / 1000.0);
            json.writeNumberField("changes", summary.done().changes());
            json.writeNumberField("roots", summary.done().roots());
            json.writeNumberField("written", summary.done().written());
            json.writeNumberField("removed", summary.done().removed());
            json.writeNumberField("rejected", summary.done().rejected());
            json.writeStringField("position", summary.position().text());
            json.writeStringField("at", summary.at().toString());
            json.writeNumberField("tasksLeft", summary.tasksLeft());
        });
    }

    private ExitCode scheduled(Invocation invocation, Job job, Job.Sync how, SyncRun run) {
        Schedule times = times(job, how);
        return invocation.stoppable(signal -> {
            try {
                while (true) {
                    waitFor(times, job, invocation, signal);
                    Instant begin = Instant.now();
                    report(invocation, job, run.run(signal, false), begin);
                    invocation.text().flush();
                }
            } catch (StoppedException e) {
                return ExitCode.DONE;
            }
        });
    }

    private static void waitFor(Schedule times, Job job, Invocation invocation, RunSignal signal) {
        Instant next = times.after(Instant.now())
                .orElseThrow(() -> Invocation.usage(
                        job.file() + ": \"sync.schedule\" fits no moment any more", "correct its days"));
        invocation.terminal().err().println("Next run at " + Figures.moment(next) + ".");
        invocation.terminal().err().flush();
        signal.pause(Duration.between(Instant.now(), next));
    }

    private static Schedule times(Job job, Job.Sync how) {
        String fields = how.schedule();
        if (fields == null) {
            throw Invocation.usage(
                    job.file() + ": \"--schedule\" is given, but the job has no \"sync.schedule\"",
                    "add one, such as \"*/5 * * * *\"");
        }
        try {
            return new Schedule(fields, how.timeZone());
        } catch (IllegalArgumentException e) {
            throw Invocation.usage(
                    job.file() + ": \"sync.schedule\" cannot be understood: " + e.getMessage(),
                    "the fields are minute, hour, day of month, month and day of week");
        }
    }
}
