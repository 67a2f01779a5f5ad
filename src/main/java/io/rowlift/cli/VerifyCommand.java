package io.rowlift.cli;

import io.rowlift.copy.CopyMapping;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.verify.Verification;
import io.rowlift.verify.VerificationJson;
import io.rowlift.verify.rows.RowVerification;
import io.rowlift.verify.rows.RowVerificationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        header = "Compare source and target by value, in both directions.",
        description = {
            "Reads every row that the job selects, renders its items and looks each of them up in the target: equal,"
                    + " missing or different. Then reads all keys of the target and looks for items that no row makes."
                    + " Rejected rows are expected to have no item; an item whose time to live is over may be absent.",
            "",
            "Reads all of both sides, on DynamoDB at the price of its read units, which maxReadUnits in the job limits. What"
                    + " differs is read a second time. Access patterns of the mapping are asked for the keys of real items,"
                    + " and their answers compared with their SQL.",
            "",
            "For a relational target every row of both sides is read and compared by value; rows are missing, different or"
                    + " extra. --repair, --prune and --show-values are for DynamoDB only.",
            "",
            "Can be killed at any time: the same command goes on. Exit code 0 when everything is equal, or was mended, 6"
                    + " otherwise. The outcome is also in verify.json, for machines, and in verify.html, to be forwarded: both in the"
                    + " state directory.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Compare about N rows, spread over entities and keys, instead of everything; of every entity at"
                            + " least its first and its last row. Does not look for extra items, and mends nothing.")
    private int sample;

    @Option(
            names = "--restart",
            description = "Forget an unfinished comparison and begin again, instead of going on with it.")
    private boolean restart;

    @Option(
            names = "--repair",
            description = "Render what is missing or different again, write it, and compare it once more.")
    private boolean repair;

    @Option(
            names = "--prune",
            description =
                    "With --repair: remove extra items, after they were written to a file in the state directory.")
    private boolean prune;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "10",
            description = "Name so many missing, different and extra items of each kind (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(names = "--show-values", description = "Show the values that differ. They can be personal data.")
    private boolean showValues;

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Invocation invocation = new Invocation(context, "verify", options);
        return invocation.end(() -> verify(invocation));
    }

    private ExitCode verify(Invocation invocation) {
        checkOptions();
        Job job = invocation.job();
        if (job.target() instanceof Relational target) {
            return rows(invocation, job, target);
        }
        Mapping mapping = invocation.parts().mapping(job);
        invocation.goesOnWith(commandLine());
        Verification verification = new VerifyRun(invocation, job, mapping, choice()).run();
        ExitCode exit = verification.left() == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        VerificationJson asJson = new VerificationJson(mapping, showValues);
        new VerifyText(options.file, mapping, showValues).print(verification, invocation.text());
        invocation.text().println("Report: " + ReportPage.path(job, VerifyRun.PAGE));
        return invocation.result(exit, json -> {
            json.writeStringField("job", job.name());
            asJson.write(json, verification);
        });
    }

    private ExitCode rows(Invocation invocation, Job job, Relational target) {
        if (repair) {
            throw Invocation.usage(
                    "\"--repair\" is given, which does not write rows of relational targets",
                    "leave it out; a table is copied again with \"rowlift migrate --restart TABLE\"");
        }
        if (showValues) {
            throw Invocation.usage(
                    "\"--show-values\" is given, and rows are compared by hashes of their values",
                    "leave it out: the keys of rows and the names of columns that differ are shown");
        }
        CopyMapping mapping = invocation.parts().copies().mapping(job, target);
        invocation.goesOnWith(commandLine());
        RowVerification verification = new VerifyRowsRun(invocation, job, target, mapping, choice()).run();
        new VerifyRowsText(options.file).print(verification, invocation.text());
        invocation.text().println("Report: " + ReportPage.path(job, VerifyRun.PAGE));
        return invocation.result(VerifyRowsRun.exit(verification), json -> {
            json.writeStringField("job", job.name());
            RowVerificationJson.write(json, verification);
        });
    }

    private VerifyChoice choice() {
        return new VerifyChoice(sample, restart, repair, prune, keys, showValues);
    }

    private void checkOptions() {
        if (keys < 0) {
            throw Invocation.usage("\"--keys\" is " + keys, "use 0 or more");
        }
        if (sample < 0) {
            throw Invocation.usage("\"--sample\" is " + sample, "use a number of rows");
        }
        if (prune && !repair) {
            throw Invocation.usage("\"--prune\" is given without \"--repair\"", "use both");
        }
        if (repair && sample > 0) {
            throw Invocation.usage(
                    "\"--repair\" is given with \"--sample\", which cannot tell which items several rows make",
                    "leave one out");
        }
    }

    private String commandLine() {
        List<String> arguments = new ArrayList<>();
        if (sample > 0) {
            arguments.add("--sample " + sample);
        }
        if (repair) {
            arguments.add("--repair");
        }
        if (prune) {
            arguments.add("--prune");
        }
        return JobText.command("verify", options.file, arguments.toArray(String[]::new));
    }
}
