package io.rowlift.cli;

import io.rowlift.cli.console.ProgressDisplay;
import io.rowlift.cli.console.VerifyProgress;
import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.TargetSchema;
import io.rowlift.job.LoadReview;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.LoadRecord;
import io.rowlift.plan.Job;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.report.RowVerificationReport;
import io.rowlift.source.Source;
import io.rowlift.verify.VerifyOptions;
import io.rowlift.verify.rows.RowVerification;
import io.rowlift.verify.rows.RowVerificationJson;
import io.rowlift.verify.rows.RowVerifier;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.StringJoiner;

/**
 * One run of {@code verify} for tables: opens both databases for reading, and closes them when its threads have ended.
 *
 * @param invocation the command
 * @param job the job
 * @param settings its target
 * @param mapping what it copies
 * @param choice what the user has chosen
 */
record VerifyRowsRun(Invocation invocation, Job job, Relational settings, CopyMapping mapping, VerifyChoice choice) {

    RowVerification run() {
        return invocation.stoppable(this::compare);
    }

    static ExitCode exit(RowVerification verification) {
        return verification.left() == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }

    private RowVerification compare(RunSignal signal) {
        LoadRecord load = JobStore.peekLoad(job);
        CopyParts parts = invocation.parts().copies();
        try (Source source = invocation.parts().source(job, signal);
                Source target = invocation.parts().source(reading(), signal)) {
            Copy copy = Copy.of(parts, mapping, settings, source);
            VerifyOptions options = options(load, stamp(load, copy.schema(), source, target));
            return watched(progress -> {
                try (RowVerifier verifier =
                        RowVerifier.open(copy.schema(), copy.translation(), source, target, options, signal)) {
                    RowVerification found = verifier.compare(progress);
                    return finish(verifier, new RowsSinceLoad(load, copy.schema(), source).notedOn(found));
                }
            });
        }
    }

    /** What nothing that writes to the target takes part in: it is opened as a source is. */
    private SourceSettings reading() {
        Product product = switch (settings.kind().family()) {
            case POSTGRESQL -> Product.POSTGRESQL;
            case MYSQL -> Product.MYSQL;
        };
        return new SourceSettings(
                product,
                settings.url(),
                settings.username(),
                settings.password(),
                job.load().workers() + 1,
                settings.insecure());
    }

    /** The outcome is on disk before what led to it is forgotten: a kill in between costs nothing. */
    private RowVerification finish(RowVerifier verifier, RowVerification verification) {
        ResultFile.write(
                job,
                "verify.json",
                "verify",
                exit(verification),
                json -> RowVerificationJson.write(json, verification));
        ReportPage.write(job, VerifyRun.PAGE, facts -> RowVerificationReport.of(job.name(), facts, verification));
        verifier.forget();
        return verification;
    }

    private interface Work {
        RowVerification apply(VerifyProgress progress);
    }

    private RowVerification watched(Work work) {
        VerifyProgress progress = new VerifyProgress(InstantSource.system());
        try (ProgressDisplay display = ProgressDisplay.open(invocation.terminal())) {
            display.watch(progress::frame);
            return work.apply(progress);
        }
    }

    private static String stamp(LoadRecord load, TargetSchema schema, Source source, Source target) {
        StringJoiner stamp = new StringJoiner("\n").add(source.identity()).add(target.identity());
        schema.tables()
                .forEach(table -> stamp.add(table.name().toString())
                        .add(String.valueOf(table.copy().aggregate().where()))
                        .add(table.copy().columns().toString()));
        schema.statements().forEach(statement -> stamp.add(statement.sql()));
        return stamp.add(LoadReview.extent(load)).toString();
    }

    private VerifyOptions options(LoadRecord load, String stamp) {
        List<String> notices = LoadReview.completeness(load).stream().toList();
        PrintWriter err = invocation.terminal().err();
        notices.forEach(notice -> err.println("Note: " + notice));
        err.flush();
        return new VerifyOptions(
                job.load().workers(),
                job.load().chunk(),
                job.load().rangeRows(),
                0,
                choice.sample(),
                choice.keys(),
                choice.showValues(),
                false,
                choice.repair(),
                choice.restart(),
                stamp,
                notices,
                job.state().directory().resolve("verify"));
    }
}
