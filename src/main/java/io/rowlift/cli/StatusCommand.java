package io.rowlift.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rowlift.cli.StateDirectories.Known;
import io.rowlift.cli.console.CountWords;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.Job;
import io.rowlift.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        header = "Show what ran, how far and how fast.",
        description = {
            "With a job file: its migration, entity by entity. Without one: all jobs that keep their state under .rowlift/"
                    + " in the working directory. May be asked while a migration runs, and changes nothing.",
            ""
        })
final class StatusCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Path to a job file.")
    private @Nullable Path file;

    @Option(
            names = "--json",
            description =
                    "Print the result as one JSON document on standard output; everything else goes to standard error.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        JobOptions options = new JobOptions();
        options.json = json;
        Path job = file;
        if (job != null) {
            options.file = job;
        }
        Invocation invocation = new Invocation(context, "status", options);
        return invocation.end(() -> job == null ? all(invocation) : one(invocation));
    }

    private static ExitCode one(Invocation invocation) {
        Job job = invocation.job();
        RunStatus status = JobStore.peek(job);
        StatusText.print(status, CountWords.of(job), invocation.text());
        return invocation.result(ExitCode.DONE, out -> fields(out, MigrateJson.of(job), status));
    }

    private ExitCode all(Invocation invocation) {
        Known known = StateDirectories.jobs(context.stateRoot());
        List<Problem> unread = known.failures().stream()
                .flatMap(failure -> failure.problems().stream())
                .toList();
        if (!known.jobs().isEmpty()) {
            StatusText.printAll(known.jobs(), invocation.text());
        } else if (unread.isEmpty()) {
            invocation.text().println("No job keeps its state under \"" + context.stateRoot() + "\".");
        }
        unread.forEach(problem -> invocation.terminal().err().println("rowlift: " + problem));
        ExitCode exit = known.failures().isEmpty()
                ? ExitCode.DONE
                : ExitCode.of(known.failures().get(0));
        return invocation.result(exit, out -> {
            out.writeArrayFieldStart("jobs");
            for (RunStatus job : known.jobs()) {
                out.writeStartObject();
                fields(out, MigrateJson.ITEMS, job);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("unread");
            for (Problem problem : unread) {
                out.writeString(problem.toString());
            }
            out.writeEndArray();
        });
    }

    private static void fields(JsonGenerator out, MigrateJson words, RunStatus status) throws IOException {
        out.writeStringField("job", status.job());
        out.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
        if (status.started() != null) {
            out.writeStringField("started", status.started().toString());
        }
        out.writeStringField("asOf", status.asOf().toString());
        out.writeNumberField("rowsPerSecond", status.rowsPerSecond());
        out.writeNumberField(words.setbacks(), status.throttles());
        if (status.step() != null) {
            out.writeStringField("step", status.step());
        }
        RunStatus.Holder holder = status.holder();
        if (holder != null) {
            out.writeObjectFieldStart("run");
            out.writeStringField("process", holder.process());
            out.writeStringField("since", holder.since().toString());
            out.writeStringField("seen", holder.seen().toString());
            out.writeStringField("until", holder.until().toString());
            out.writeEndObject();
        }
        RunStatus.Following following = status.following();
        if (following != null) {
            out.writeObjectFieldStart("sync");
            out.writeStringField("position", following.position());
            out.writeStringField("reached", following.at().toString());
            out.writeNumberField(
                    "lagSeconds",
                    Duration.between(following.at(), Instant.now()).toMillis() / 1000.0);
            out.writeNumberField("changes", following.changes());
            out.writeNumberField("tasks", following.tasks());
            out.writeBooleanField("cutOver", following.cutOver());
            out.writeEndObject();
        }
        out.writeObjectFieldStart("total");
        words.counts(out, status.total());
        out.writeEndObject();
        out.writeArrayFieldStart(words.units());
        for (EntityStatus entity : status.entities()) {
            out.writeStartObject();
            out.writeStringField(words.unit(), entity.entity());
            out.writeStringField("state", entity.state().name().toLowerCase(Locale.ROOT));
            out.writeNumberField("ranges", entity.ranges());
            out.writeNumberField("rangesDone", entity.rangesDone());
            words.counts(out, entity.counts());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
