package io.rowlift.cli;

import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jobs that are known by their state alone. */
final class StateDirectories {

    private StateDirectories() {}

    /** Returns the status of every job with a store of its own below a directory, by name. */
    static List<RunStatus> jobs(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(StateDirectories::job)
                    .filter(JobStore::exists)
                    .map(JobStore::peek)
                    .toList();
        } catch (IOException e) {
            throw new FailedException(
                    "the directory \"" + root + "\" cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    "check its permissions",
                    e);
        }
    }

    /** A store knows nothing of the job file, and looks at nothing but the name and the directory of what it gets. */
    private static Job job(Path directory) {
        return new Job(
                directory,
                directory.getFileName().toString(),
                directory,
                new SourceSettings(SourceSettings.Product.POSTGRESQL, "", "", new Secret(""), 1, false),
                new TargetSettings.DynamoDb(null, null, Map.of(), 0, 0, false, false),
                Job.Load.DEFAULT,
                RejectLimit.NONE,
                new Job.State(null, null, null, directory),
                null);
    }
}
