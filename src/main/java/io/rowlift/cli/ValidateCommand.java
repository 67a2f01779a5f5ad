package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.ValidateProgress;
import io.rowlift.job.store.ScratchDirectory;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.DynamoDb;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.ValidationReport;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspection;
import io.rowlift.source.Source;
import io.rowlift.validate.Prices;
import io.rowlift.validate.ValidateOptions;
import io.rowlift.validate.Validation;
import io.rowlift.validate.ValidationJson;
import io.rowlift.validate.Validator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
            "Exit code 0 when nothing stands in the way, 6 when there are problems. The outcome is also in report.json,"
                    + " for machines, and in report.html, to be forwarded: both in the state directory. Keys are shown,"
                    + " values only with --show-values.",
            ""
        })
final class ValidateCommand implements Callable<Integer> {

    /** A transaction that is open for longer keeps the source from cleaning up, as this run's own will. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Look at N rows of each entity, taken evenly over its keys, instead of all.")
    private @Nullable Long sample;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices to use instead of those that ship with Rowlift; the form is in docs/validate.md.")
    private @Nullable Path prices;

    @Option(
            names = "--show-values",
            description = "Show the values of the rows that findings name. They can be personal data.")
    private boolean showValues;

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
        invocation.goesOnWith(JobText.command("validate", options.file) + " (it begins again)");
        if (job.target() instanceof Relational target) {
            return dryRun(invocation, job, target);
        }
        Mapping mapping = invocation.parts().mapping(job);
        Validation validation = invocation.stoppable(signal -> validate(invocation, job, mapping, signal));
        ExitCode exit = validation.count(Severity.PROBLEM) == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        ValidateText.print(validation, invocation.text());
        ResultFile.write(job, "report.json", "validate", exit, json -> ValidationJson.write(json, validation));
        Path page = ReportPage.write(job, "report.html", facts -> ValidationReport.of(job.name(), facts, validation));
        invocation.text().println("Report: " + page);
        return invocation.result(exit, json -> {
            json.writeStringField("job", job.name());
            ValidationJson.write(json, validation);
        });
    }

    private ExitCode dryRun(Invocation invocation, Job job, Relational target) {
        if (prices != null) {
            throw Invocation.usage(
                    "\"--prices\" is for DynamoDB, which counts what it is asked; the target of " + options.file
                            + " is " + target.kind().word(),
                    "leave it out");
        }
        try (ScratchDirectory scratch = scratch(job)) {
            return new CopyDryRun(invocation, job, target, options(job, scratch.path()), PATIENCE).run();
        } catch (IOException e) {
            throw unusable(job, e);
        }
    }

    private Validation validate(Invocation invocation, Job job, Mapping mapping, RunSignal signal) {
        try (Source source = invocation.parts().source(job, signal)) {
            ValidateProgress progress = new ValidateProgress(InstantSource.system());
            Inspection inspection = source.watch().inspect(inspected(mapping), PATIENCE);
            ReadableEntities entities = ReadableEntities.of(invocation.parts(), mapping, source, inspection);
            try (ScratchDirectory scratch = scratch(job);
                    ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
                Validator validator = new Validator(
                        entities.mapping(),
                        entities.readings(),
                        entities.findings(),
                        options(job, scratch.path()),
                        signal,
                        Instant.now());
                display.watch(progress::frame);
                return validator.validate(progress);
            } catch (IOException e) {
                throw unusable(job, e);
            }
        }
    }

    private static List<Inspected> inspected(Mapping mapping) {
        return mapping.entities().values().stream().map(Inspected::of).toList();
    }

    private Prices prices() {
        Prices shipped = Prices.shipped();
        return prices == null ? shipped : shipped.with(prices);
    }

    private ValidateOptions options(Job job, Path scratch) {
        DynamoDb target = job.target() instanceof DynamoDb dynamoDb ? dynamoDb : null;
        return new ValidateOptions(
                job.load().workers(),
                job.load().chunk(),
                job.load().rangeRows(),
                sample,
                job.rejects(),
                target == null ? 0 : target.maxWriteUnits(),
                target == null ? null : target.region(),
                prices(),
                scratch,
                showValues);
    }

    /** Two dry runs do not share it. */
    private static ScratchDirectory scratch(Job job) {
        try {
            return ScratchDirectory.open(job.state().directory());
        } catch (IOException e) {
            throw unusable(job, e);
        }
    }

    private static FailedException unusable(Job job, IOException failure) {
        return new FailedException(
                "the state directory \"" + job.state().directory() + "\" cannot be used ("
                        + failure.getClass().getSimpleName() + ")",
                "check its permissions and the free space on its disk",
                failure);
    }
}
