package io.rowlift.cli;

import io.rowlift.job.store.StateDirectory;
import io.rowlift.problem.RowliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Stack traces for those who mend Rowlift. Messages of drivers and services can quote row values, so that only
 * Rowlift's own messages are written; of all others the class, the SQL state and the frames.
 */
final class DebugLog {

    private DebugLog() {}

    /** Returns where something unexpected came from, without its message. */
    static String summary(Throwable end) {
        Throwable cause = end;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        StackTraceElement[] frames = cause.getStackTrace();
        return cause.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    /** Appends a stack trace to the log of a state directory and returns the log. */
    static Path write(Path directory, String command, Throwable end) throws IOException {
        Path log = StateDirectory.privateFile(StateDirectory.create(directory).resolve("debug.log"));
        List<String> lines = new ArrayList<>();
        lines.add(Instant.now() + " rowlift " + command);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = end; cause != null && seen.add(cause); cause = cause.getCause()) {
            lines.add((cause == end ? "" : "caused by ") + describe(cause));
            for (StackTraceElement frame : cause.getStackTrace()) {
                lines.add("    at " + frame);
            }
        }
        Files.write(log, lines, StandardOpenOption.APPEND);
        return log;
    }

    private static String describe(Throwable cause) {
        String name = cause.getClass().getName();
        if (cause instanceof RowliftException) {
            return name + ": " + cause.getMessage();
        }
        return cause instanceof SQLException sql ? name + ", SQL state " + sql.getSQLState() : name;
    }
}
