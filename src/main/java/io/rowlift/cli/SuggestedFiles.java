package io.rowlift.cli;

import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a suggestion goes to.
 *
 * @param mapping the mapping file, or null for standard output
 * @param job the job file, or null for none
 * @param force whether files that exist are overwritten
 */
record SuggestedFiles(@Nullable Path mapping, @Nullable Path job, boolean force) {

    /**
     * Checks, before anything is read, that no file is overwritten.
     *
     * @throws RefusedException if there is one already
     */
    void requireRoom() {
        Stream.of(mapping, job)
                .filter(Objects::nonNull)
                .filter(file -> !force && Files.exists(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new RefusedException(
                            "\"" + file + "\" exists already", "choose another name, or overwrite it with --force");
                });
    }

    /**
     * Writes what has a file.
     *
     * @param jobText gives the job for its reference to the mapping
     * @return false if the mapping has none
     */
    boolean write(String mappingText, UnaryOperator<String> jobText) {
        Path file = mapping;
        if (file == null) {
            return false;
        }
        write(file, mappingText);
        Path jobFile = job;
        if (jobFile != null) {
            Path folder = Objects.requireNonNullElse(
                    jobFile.toAbsolutePath().normalize().getParent(), jobFile);
            String reference =
                    folder.relativize(file.toAbsolutePath().normalize()).toString();
            write(jobFile, jobText.apply(reference.replace('\\', '/')));
        }
        return true;
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new FailedException(
                    "\"" + file + "\" cannot be written (" + e.getClass().getSimpleName() + ")",
                    "check the folder and its rights",
                    e);
        }
    }

    /** Says what was written, and what comes next. */
    void report(PrintWriter err) {
        if (mapping != null) {
            err.println("Written: \"" + mapping + "\"" + (job == null ? "" : ", \"" + job + "\""));
        }
        if (job != null) {
            err.println("Next: " + JobText.command("validate", job));
        }
        err.flush();
    }
}
