package io.rowlift.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands about one job take. */
final class JobOptions {

    @Parameters(index = "0", paramLabel = "JOB", description = "Path to the job file.")
    Path file = Path.of("");

    @Option(
            names = "--json",
            description =
                    "Print the result as one JSON document on standard output; everything else goes to standard error.")
    boolean json;

    @Option(
            names = "--debug",
            description =
                    "On an error, write stack traces to debug.log in the state directory. They hold no row values.")
    boolean debug;

    @Option(
            names = "--no-progress",
            description =
                    "No bars on a terminal, but a line every ten seconds, as in a log. Also without a terminal, with"
                            + " CI set, and with TERM=dumb.")
    boolean noProgress;

    /** Whether notes come with their details; an option of some commands. */
    boolean verbose;
}
