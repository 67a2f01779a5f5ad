package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.TextTable;
import io.rowlift.cli.console.ValidateProgress;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.job.store.StateDirectory;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.report.CopyReport;
import io.rowlift.source.Inspected;
import io.rowlift.source.Source;
import io.rowlift.source.Sweep;
import io.rowlift.validate.CopyValidation;
import io.rowlift.validate.CopyValidationJson;
import io.rowlift.validate.CopyValidator;
import io.rowlift.validate.ValidateOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * One dry run of a copy: what the target would be told, and whether it can hold every row. The target is not opened.
 *
 * @param invocation the command
 * @param job the job
 * @param target its target
 * @param options how it is done
 * @param patience how old a transaction of others may be before it is named
 */
record CopyDryRun(Invocation invocation, Job job, Relational target, ValidateOptions options, Duration patience) {

    ExitCode run() {
        CopyMapping mapping = invocation.parts().copies().mapping(job, target);
        CopyValidation validation = invocation.stoppable(signal -> validate(mapping, signal));
        ExitCode exit = validation.count(Severity.PROBLEM) == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        PrintWriter out = invocation.text();
        print(validation, out);
        out.println("Schema: " + writeSchema(validation.schema()));
        ResultFile.write(job, "report.json", "validate", exit, json -> CopyValidationJson.write(json, validation));
        Path page = ReportPage.write(job, "report.html", facts -> CopyReport.of(job.name(), facts, validation));
        out.println("Report: " + page);
        return invocation.result(exit, json -> {
            json.writeStringField("job", job.name());
            CopyValidationJson.write(json, validation);
        });
    }

    private CopyValidation validate(CopyMapping mapping, RunSignal signal) {
        try (Source source = invocation.parts().source(job, signal)) {
            Copy copy = Copy.of(invocation.parts().copies(), mapping, target, source);
            List<Inspected> inspected = copy.schema().tables().stream()
                    .map(table -> new Inspected(table.copy().aggregate(), List.of()))
                    .toList();
            ReadableTables tables =
                    ReadableTables.of(copy.schema(), source, source.watch().inspect(inspected, patience));
            Long sample = options.sample();
            Sweep sweep = new Sweep(
                    options.workers(),
                    options.chunk(),
                    options.rangeRows(),
                    sample == null ? Long.MAX_VALUE : sample,
                    signal);
            CopyValidator validator = new CopyValidator(
                    copy.schema(), tables.readers(), copy.translation(), copy.source(), options, sweep);
            ValidateProgress progress = new ValidateProgress(InstantSource.system());
            try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
                display.watch(progress::frame);
                return validator.validate(tables.findings(), progress);
            }
        }
    }

    private static void print(CopyValidation validation, PrintWriter out) {
        TextTable table = new TextTable(2, "table", "in the target", "ranges", "rows", "rejected");
        validation
                .tables()
                .forEach(each -> table.line(
                        each.table(), each.target(), count(each.ranges()), count(each.rows()), count(each.rejected())));
        table.print(out);
        out.println();
        validation.findings().forEach(finding -> ValidateText.print(finding, out));
        if (!validation.findings().isEmpty()) {
            out.println();
        }
        out.println(ValidateText.verdict(
                validation.count(Severity.PROBLEM),
                validation.count(Severity.WARNING),
                validation.rows(),
                validation.sampled(),
                validation.duration()));
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private Path writeSchema(TargetSchema schema) {
        StringBuilder text = new StringBuilder();
        for (Phase phase : Phase.values()) {
            List<Statement> statements = schema.statements(phase);
            if (!statements.isEmpty()) {
                text.append("-- ")
                        .append(phase.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .append("\n\n");
                statements.forEach(statement -> text.append(statement.sql()).append(";\n\n"));
            }
        }
        Path directory = job.state().directory();
        Path file = directory.resolve("schema-preview.sql");
        try {
            StateDirectory.create(directory);
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new FailedException(
                    "\"" + file + "\" cannot be written (" + e.getClass().getSimpleName() + ")",
                    "check the directory's permissions and the free space on its disk",
                    e);
        }
    }
}
