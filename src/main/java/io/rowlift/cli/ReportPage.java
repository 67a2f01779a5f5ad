package io.rowlift.cli;

import io.rowlift.plan.Job;
import io.rowlift.plan.TargetSettings;
import io.rowlift.report.Cell;
import io.rowlift.report.Fact;
import io.rowlift.report.Report;
import io.rowlift.report.html.ReportFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The page that a command leaves in the state directory. */
final class ReportPage {

    private ReportPage() {}

    /**
     * Writes a page and returns its path.
     *
     * @param name of the file
     * @param report makes the report of the facts that say where it comes from
     */
    static Path write(Job job, String name, Function<List<Fact>, Report> report) {
        List<Fact> facts = List.of(
                Fact.of("Job", job.file().toString()),
                Fact.of(
                        "Mapping",
                        job.mapping() == null
                                ? "none: everything as it is"
                                : job.mapping().toString()),
                Fact.of("Source", job.source().url()),
                Fact.of("Target", target(job.target())),
                new Fact("Time", Cell.moment(Instant.now())),
                Fact.of("Version", Version.name()));
        Path file = path(job, name);
        ReportFile.write(file, report.apply(facts));
        return file;
    }

    /** Neither this nor a source's URL holds a login. */
    private static String target(TargetSettings target) {
        if (target instanceof TargetSettings.DynamoDb dynamoDb) {
            URI endpoint = dynamoDb.endpoint();
            String region = dynamoDb.region() == null ? "the environment's region" : dynamoDb.region();
            return "DynamoDB, " + (endpoint == null ? region : endpoint.toString());
        }
        return ((TargetSettings.Relational) target).url();
    }

    /** Returns where a page of a job is. */
    static Path path(Job job, String name) {
        return job.state().directory().resolve(name);
    }
}
