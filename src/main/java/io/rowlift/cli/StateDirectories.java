package io.rowlift.cli;

import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RowliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jobs that are known by their state alone. */
final class StateDirectories {

    private StateDirectories() {}

    /**
     * What is known.
     *
     * @param jobs those whose state could be read, by name
     * @param failures what was in the way of the others
     */
    record Known(List<RunStatus> jobs, List<RowliftException> failures) {}

    /**
     * Returns the status of every job with a store of its own below a directory.
     *
     * @throws FailedException when the directory itself cannot be read
     */
    static Known jobs(Path root) {
        Known known = new Known(new ArrayList<>(), new ArrayList<>());
        for (Path directory : directories(root)) {
            Job job = job(directory);
            try {
                if (JobStore.exists(job)) {
                    known.jobs().add(JobStore.peek(job));
                }
            } catch (RowliftException e) {
                known.failures().add(e);
            }
        }
        return known;
    }

    private static List<Path> directories(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories.filter(Files::isDirectory).sorted().toList();
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
