package io.rowlift.cli;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.plan.Job;
import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory for the keys of a comparison: its owner's alone, as all state is, and gone afterwards. */
record VerifyKeys(Path directory) implements AutoCloseable {

    static VerifyKeys create(Job job) {
        Path state = job.state().directory();
        try {
            return new VerifyKeys(StateDirectory.create(
                    StateDirectory.create(state).toAbsolutePath().resolve("verify-keys")));
        } catch (IOException e) {
            throw failed(state, e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // another comparison of the job is at work there
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static FailedException failed(Path directory, IOException e) {
        return new FailedException(
                "the state directory \"" + directory + "\" cannot be used ("
                        + e.getClass().getSimpleName() + ")",
                "check its permissions and the free space on its disk",
                e);
    }
}
