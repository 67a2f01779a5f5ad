package io.rowlift.cli;

import static io.rowlift.report.Figures.count;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.cli.console.CountWords;
import io.rowlift.job.ReplaySummary;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.Job;
import io.rowlift.report.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rejects",
        header = "Show rejected rows with the reasons, or try them again.",
        description = {
            "Lists every row that the mapping could not turn into items, one per line: entity, key, reason. Row values are"
                    + " never shown; \"rowlift render\" shows one row.",
            "",
            "After the data has been mended, --replay reads these rows again and writes their items. Rows that are rejected"
                    + " again stay listed. After a change of the mapping, load the entity anew: migrate --restart ENTITY.",
            ""
        })
final class RejectsCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(names = "--replay", description = "Try the rejected rows again.")
    private boolean replay;

    RejectsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(context, "rejects", options);
        return invocation.end(() -> replay ? replay(invocation) : list(invocation));
    }

    private ExitCode list(Invocation invocation) {
        Job job = invocation.job();
        if (JobStore.peek(job).state() == RunStatus.State.NOT_STARTED) {
            invocation.text().println("Job \"" + job.name() + "\" has not run yet.");
            return invocation.result(ExitCode.DONE, json -> writeEmpty(json, job));
        }
        try (JobStore store = JobStore.open(job)) {
            return invocation.json() ? listJson(invocation, job, store) : listText(invocation, store);
        }
    }

    private ExitCode listText(Invocation invocation, JobStore store) {
        PrintWriter out = invocation.text();
        AtomicLong listed = new AtomicLong();
        store.rejects(reject -> {
            out.println(reject.entity() + reject.row() + ": " + reject.reason());
            listed.incrementAndGet();
        });
        if (listed.get() == 0) {
            out.println("No row was rejected.");
        } else {
            out.println();
            out.println(count(listed.get(), "row") + " rejected. Mend the data, then: "
                    + JobText.command("rejects", options.file, "--replay"));
        }
        return ExitCode.DONE;
    }

    private static ExitCode listJson(Invocation invocation, Job job, JobStore store) {
        return invocation.result(ExitCode.DONE, json -> {
            json.writeStringField("job", job.name());
            json.writeArrayFieldStart("rejects");
            store.rejects(reject -> write(json, reject));
            json.writeEndArray();
        });
    }

    private static void writeEmpty(JsonGenerator json, Job job) throws IOException {
        json.writeStringField("job", job.name());
        json.writeArrayFieldStart("rejects");
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Reject reject) {
        try {
            json.writeStartObject();
            json.writeStringField("entity", reject.entity());
            RowKeyJson.write(json, "row", reject.row());
            json.writeStringField("reason", reject.reason());
            json.writeStringField("at", reject.at().toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExitCode replay(Invocation invocation) {
        Job job = invocation.job();
        OpenLoad.Opening load = OpenLoad.of(invocation.parts(), job);
        invocation.goesOnWith(JobText.command("rejects", options.file, "--replay"));
        ReplaySummary summary =
                OpenMigration.run(invocation, job, load, (migration, listener) -> migration.replay(listener));
        invocation.text().println(text(summary, CountWords.of(job)));
        return invocation.result(ExitCode.DONE, json -> MigrateJson.of(job).write(json, job.name(), summary));
    }

    private static String text(ReplaySummary summary, CountWords words) {
        long tried = summary.mapped() + summary.rejected() + summary.gone();
        return "Tried " + count(tried, "rejected row") + " again in " + Figures.duration(summary.duration()) + ": "
                + (words == CountWords.ITEMS
                        ? count(summary.mapped()) + " mapped (" + count(summary.items(), "item") + " written), "
                        : count(summary.items()) + " written, ")
                + count(summary.rejected()) + " rejected again, " + count(summary.gone())
                + " no longer selected by the source.";
    }
}
