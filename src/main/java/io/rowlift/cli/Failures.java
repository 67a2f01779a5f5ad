package io.rowlift.cli;

import io.rowlift.problem.Problem;
import io.rowlift.problem.RowliftException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Turns what ended a command into messages and an exit code. */
final class Failures {

    private Failures() {}

    /**
     * Prints what ended a command.
     *
     * @param running what was known about the command when it ended
     */
    static ExitCode report(Throwable end, Invocation running) {
        ExitCode exit = ExitCode.of(end);
        Optional<Path> log = exit == ExitCode.BUG || running.debug() ? log(end, running) : Optional.empty();
        List<Problem> problems = problems(end, log);
        problems.forEach(problem -> running.terminal().err().println("rowlift: " + text(problem)));
        if (exit != ExitCode.BUG) {
            log.ifPresent(file -> running.terminal().err().println("rowlift: the stack trace is in \"" + file + "\""));
        }
        Optional<String> goOn = exit == ExitCode.FAILED || exit == ExitCode.STOPPED ? running.goOn() : Optional.empty();
        goOn.ifPresent(command -> running.terminal().err().println("Go on with: " + command));
        if (running.json()) {
            List<Problem> all =
                    problems.stream().map(problem -> remedied(problem, goOn)).toList();
            JsonResult.writeProblems(running.terminal().out(), running.command(), exit, all);
        }
        running.terminal().err().flush();
        running.terminal().out().flush();
        return exit;
    }

    /** What has no remedy of its own is remedied by going on. */
    private static Problem remedied(Problem problem, Optional<String> goOn) {
        return problem.remedy() != null || goOn.isEmpty()
                ? problem
                : new Problem(problem.location(), problem.message(), "go on with: " + goOn.get());
    }

    /** The remedy of a message of several lines stands on a line of its own. */
    private static String text(Problem problem) {
        String message = problem.message().stripTrailing();
        if (problem.remedy() == null || !message.contains("\n")) {
            return problem.toString();
        }
        return new Problem(problem.location(), message, null) + "\n" + problem.remedy();
    }

    private static List<Problem> problems(Throwable end, Optional<Path> log) {
        if (end instanceof RowliftException known) {
            return known.problems();
        }
        String where =
                log.map(file -> "; the stack trace is in \"" + file + "\"").orElse("");
        return List.of(new Problem(
                null,
                "a bug in Rowlift: " + DebugLog.summary(end) + where,
                "please report it; what was written is recorded, and the same command goes on"));
    }

    private static Optional<Path> log(Throwable end, Invocation running) {
        try {
            return Optional.of(DebugLog.write(running.stateDirectory(), running.command(), end));
        } catch (IOException e) {
            running.terminal()
                    .err()
                    .println("rowlift: the debug log in \"" + running.stateDirectory() + "\" cannot be written ("
                            + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
    }
}
