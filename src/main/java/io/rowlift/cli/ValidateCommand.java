package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.ValidateProgress;
import io.rowlift.job.store.StateDirectory;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.source.Source;
import io.rowlift.validate.Finding.Severity;
import io.rowlift.validate.ValidateOptions;
import io.rowlift.validate.Validation;
import io.rowlift.validate.ValidationJson;
import io.rowlift.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        header = "Dry run: read, render and check everything, write nothing.",
        description = {
            "Reads every row that the job selects and makes the items that \"migrate\" would write: rows that would be"
                    + " rejected, rows that would end in one item, sizes, partition keys that get hot, sort keys that do"
                    + " not sort as their columns do. Neither source nor target is written; a login that may only read"
                    + " is enough.",
            "",
            "Exit code 0 when nothing stands in the way, 6 when there are problems. The outcome is also in report.json"
                    + " in the state directory. Keys are shown, values are not.",
            ""
        })
final class ValidateCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Look at N rows of each entity, taken evenly over its keys, instead of all.")
    private @Nullable Long sample;

    ValidateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(context, "validate", options);
        return invocation.end(() -> validate(invocation));
    }

    private ExitCode validate(Invocation invocation) {
        if (sample != null && sample < 1) {
            throw Invocation.usage("\"--sample\" is " + sample, "use 1 or more");
        }
        Job job = invocation.job();
        Mapping mapping = invocation.parts().mapping(job);
        invocation.goesOnWith(JobText.command("validate", options.file) + " (it begins again)");
        Validation validation = invocation.stoppable(signal -> validate(invocation, job, mapping, signal));
        ExitCode exit = validation.count(Severity.PROBLEM) == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        ValidateText.print(validation, invocation.text());
        ResultFile.write(job, "report.json", "validate", exit, json -> ValidationJson.write(json, validation));
        return invocation.result(exit, json -> {
            json.writeStringField("job", job.name());
            ValidationJson.write(json, validation);
        });
    }

    private Validation validate(Invocation invocation, Job job, Mapping mapping, RunSignal signal) {
        try (Source source = invocation.parts().source(job, signal)) {
            ValidateProgress progress = new ValidateProgress(InstantSource.system());
            Validator validator = new Validator(
                    mapping, Readings.all(invocation.parts(), mapping, source), options(job), signal, Instant.now());
            try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
                display.watch(progress::frame);
                return validator.validate(progress);
            }
        }
    }

    private ValidateOptions options(Job job) {
        return new ValidateOptions(
                job.load().workers(), job.load().chunk(), job.load().rangeRows(), sample, job.rejects(), scratch(job));
    }

    /** Two dry runs do not share it. */
    private static Path scratch(Job job) {
        Path directory = job.state().directory();
        try {
            return Files.createTempDirectory(StateDirectory.create(directory), "validate-");
        } catch (IOException e) {
            throw new FailedException(
                    "the state directory \"" + directory + "\" cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions and the free space on its disk",
                    e);
        }
    }
}
