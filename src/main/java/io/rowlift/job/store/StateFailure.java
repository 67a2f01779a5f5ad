package io.rowlift.job.store;

import io.rowlift.problem.FailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.stream.Stream;

/** What a user reads when files of the state cannot be read or written: who may, and what there is room for. */
public final class StateFailure {

    private StateFailure() {}

    /**
     * Returns the failure.
     *
     * @param what the file or directory, as the beginning of a sentence
     * @param remedy what to do where it is neither a right that is missing nor a full disk
     */
    public static FailedException of(String what, String remedy, IOException e) {
        if (isForbidden(e)) {
            return new FailedException(
                    "not permitted to read or write " + what,
                    "run the command as the user who ran the migration: the state is its owner's alone",
                    e);
        }
        if (isFull(e)) {
            return new FailedException(
                    "the disk is full: " + what + " cannot be written", "make room and run the same command again", e);
        }
        return new FailedException(what + " cannot be used (" + e.getClass().getSimpleName() + ")", remedy, e);
    }

    private static boolean isForbidden(IOException e) {
        return e instanceof AccessDeniedException
                || (e instanceof FileSystemException failure && "Operation not permitted".equals(failure.getReason()));
    }

    /** Neither has Java an exception of its own for it, nor is the text the same everywhere. */
    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(message::contains);
    }
}
