package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.VerifyProgress;
import io.rowlift.job.LoadReview;
import io.rowlift.job.Migration;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.LoadRecord;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings;
import io.rowlift.report.VerificationReport;
import io.rowlift.source.EntityReading;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.verify.Verification;
import io.rowlift.verify.VerificationJson;
import io.rowlift.verify.Verifier;
import io.rowlift.verify.VerifyListener;
import io.rowlift.verify.VerifyOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code verify}: opens what it needs, and closes everything when its threads have ended.
 *
 * @param invocation the command
 * @param job the job
 * @param mapping its mapping
 * @param choice what the user has chosen
 */
record VerifyRun(Invocation invocation, Job job, Mapping mapping, VerifyChoice choice) {

    /** The report's name in the state directory. */
    static final String PAGE = "verify.html";

    /** Items per part of the target that is done as a whole. */
    private static final long SEGMENT_ITEMS = 250_000;

    Verification run() {
        return invocation.stoppable(this::compare);
    }

    private Verification compare(RunSignal signal) {
        if (choice.repair()) {
            return repair(signal);
        }
        LoadRecord load = JobStore.peekLoad(job);
        try (Source source = invocation.parts().source(job, signal);
                ItemTarget target = invocation.parts().target(job, mapping, "", signal)) {
            return compare(load, source, target, signal);
        }
    }

    /** The whole comparison holds the lease, so that no load writes while the findings of before are mended. */
    private Verification repair(RunSignal signal) {
        try (JobStore store = JobStore.open(job);
                Source source = invocation.parts().source(job, signal);
                ItemTarget target = invocation.parts().target(job, mapping, store.id(), signal)) {
            LoadRecord load = store.load();
            return Migration.open(job, mapping, source, target, store, signal)
                    .mend(() -> compare(load, source, target, signal));
        }
    }

    private Verification compare(LoadRecord load, Source source, ItemTarget target, RunSignal signal) {
        List<EntityReading> entities = Readings.all(invocation.parts(), mapping, source);
        if (choice.prune() && shared()) {
            Verifier.requirePrunable(mapping, entities);
        }
        Instant begin = Instant.now();
        VerifyOptions options = options(load, entities, source, target);
        return watched(listener -> {
            try (Verifier verifier = Verifier.open(mapping, entities, target.reader(), options, signal)) {
                Verification found = verifier.compare(listener);
                Verification mended = mended(verifier, found, target, listener);
                listener.entered(VerifyListener.Phase.ASKING);
                Verification asked = verifier.ask(mended, source);
                Verification noted = new ChangesSinceLoad(load, mapping, entities, source).notedOn(asked);
                return finish(verifier, noted.lasting(Duration.between(begin, Instant.now())));
            }
        });
    }

    private Verification mended(Verifier verifier, Verification found, ItemTarget target, VerifyListener listener) {
        if (!choice.repair()) {
            return found;
        }
        listener.entered(VerifyListener.Phase.MENDING);
        return verifier.repair(found, target, exports());
    }

    /** A directory of this run: what was removed before stays where it is. */
    private @Nullable Path exports() {
        String name = "pruned-"
                + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                        .format(Instant.now().atOffset(ZoneOffset.UTC));
        return choice.prune() ? job.state().directory().resolve(name) : null;
    }

    /** The outcome is on disk before what led to it is forgotten: a kill in between costs nothing. */
    private Verification finish(Verifier verifier, Verification verification) {
        ExitCode exit = verification.left() == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
        VerificationJson asJson = new VerificationJson(mapping, choice.showValues());
        ResultFile.write(job, "verify.json", "verify", exit, json -> asJson.write(json, verification));
        ReportPage.write(
                job,
                PAGE,
                facts -> VerificationReport.of(job.name(), facts, mapping, verification, choice.showValues()));
        verifier.forget();
        return verification;
    }

    private interface Work {
        Verification apply(VerifyListener listener);
    }

    private Verification watched(Work work) {
        VerifyProgress progress = new VerifyProgress(InstantSource.system());
        try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            display.watch(progress::frame);
            return work.apply(progress);
        }
    }

    private VerifyOptions options(LoadRecord load, List<EntityReading> entities, Source source, ItemTarget target) {
        Map<String, List<String>> tables = new HashMap<>();
        entities.forEach(
                entity -> tables.put(entity.entity(), entity.reader().reading().fingerprint()));
        LoadReview review = new LoadReview(load, mapping);
        // under the lease of a complete load of this very mapping and source there is nothing to say
        List<String> notices = choice.repair() ? List.of() : review.notices(tables);
        say(notices);
        return new VerifyOptions(
                job.load().workers(),
                job.load().chunk(),
                job.load().rangeRows(),
                SEGMENT_ITEMS,
                choice.sample(),
                choice.keys(),
                choice.showValues(),
                shared(),
                choice.repair(),
                choice.restart(),
                review.stamp(source.identity(), target.identity(), tables),
                notices,
                job.state().directory().resolve("verify"));
    }

    private boolean shared() {
        return job.target() instanceof TargetSettings.DynamoDb dynamoDb && dynamoDb.shared();
    }

    /** Said at once, because it may not be worth waiting for the end. */
    private void say(List<String> notices) {
        PrintWriter err = invocation.terminal().err();
        notices.forEach(notice -> err.println("Note: " + notice));
        err.flush();
    }
}
