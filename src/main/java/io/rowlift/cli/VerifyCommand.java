package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.VerifyProgress;
import io.rowlift.job.LoadNotices;
import io.rowlift.job.store.JobStore;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.target.Target;
import io.rowlift.verify.Verification;
import io.rowlift.verify.VerificationJson;
import io.rowlift.verify.Verifier;
import io.rowlift.verify.VerifyOptions;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            "Reads all of both sides, on DynamoDB at the price of its read units, and writes nothing there. Exit code 0"
                    + " when everything is equal, 6 otherwise. The outcome is also in verify.json in the state directory.",
            "",
            "Not compared: access patterns, indexes, and rows that change while it runs.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions options = new JobOptions();

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
        if (keys < 0) {
            throw Invocation.usage("\"--keys\" is " + keys, "use 0 or more");
        }
        Job job = invocation.job();
        Mapping mapping = invocation.parts().mapping(job);
        invocation.goesOnWith(JobText.command("verify", options.file) + " (it begins again)");
        Verification verification = compare(invocation, job, mapping);
        ExitCode exit = verification.differences() == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        VerificationJson asJson = new VerificationJson(mapping, showValues);
        new VerifyText(job.name(), mapping, showValues).print(verification, invocation.text());
        ResultFile.write(job, "verify.json", "verify", exit, json -> asJson.write(json, verification));
        return invocation.result(exit, json -> {
            json.writeStringField("job", job.name());
            asJson.write(json, verification);
        });
    }

    /** Said at once, because it may not be worth waiting for the end. */
    private static List<String> notices(Invocation invocation, Job job, Mapping mapping, List<EntityReading> entities) {
        Map<String, List<String>> tables = new HashMap<>();
        entities.forEach(
                entity -> tables.put(entity.entity(), entity.reader().reading().fingerprint()));
        List<String> notices = new LoadNotices(JobStore.peekLoad(job), mapping).list(tables);
        PrintWriter err = invocation.terminal().err();
        notices.forEach(notice -> err.println("Note: " + notice));
        err.flush();
        return notices;
    }

    private Verification compare(Invocation invocation, Job job, Mapping mapping) {
        return invocation.stoppable(signal -> compare(invocation, job, mapping, signal));
    }

    private Verification compare(Invocation invocation, Job job, Mapping mapping, RunSignal signal) {
        try (VerifyKeys keysOnDisk = VerifyKeys.create(job);
                Source source = invocation.parts().source(job, signal);
                Target target = invocation.parts().target(job, mapping, "", signal)) {
            List<EntityReading> entities = Readings.all(invocation.parts(), mapping, source);
            VerifyOptions how = options(job, keysOnDisk, notices(invocation, job, mapping, entities));
            VerifyProgress progress = new VerifyProgress(InstantSource.system());
            try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
                display.watch(progress::frame);
                return new Verifier(mapping, entities, target.reader(), how, signal).compare(progress);
            }
        }
    }

    private VerifyOptions options(Job job, VerifyKeys keysOnDisk, List<String> notices) {
        boolean shared = job.target() instanceof TargetSettings.DynamoDb target && target.shared();
        return new VerifyOptions(
                job.load().workers(),
                job.load().chunk(),
                job.load().rangeRows(),
                keys,
                shared,
                notices,
                keysOnDisk.directory());
    }
}
